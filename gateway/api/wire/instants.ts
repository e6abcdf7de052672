// Instants between the hub's Unix milliseconds and the wire's RFC 3339.

export function instant(at: number): string {
  return new Date(at).toISOString();
}

export function instantOrNull(at: number | undefined): string | null {
  return at === undefined ? null : instant(at);
}

/** `given` has passed the contract's check. */
export function unixMs(given: string): number {
  return Date.parse(given);
}

export function unixMsOrUndefined(given: string | undefined): number | undefined {
  return given === undefined ? undefined : unixMs(given);
}
