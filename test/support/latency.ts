// What many waits were like, in the figures that tables show.

export interface Latency {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Nearest rank, so that each figure is a wait that was; ms, to 0.1. @throws where there is none. */
export function describeLatency(waitsMs: readonly number[]): Latency {
  if (waitsMs.length === 0) throw new Error('no wait was measured');
  const sorted = waitsMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.ceil(share * sorted.length) - 1] as number) * 10) / 10;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
