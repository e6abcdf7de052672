// What a task is about, as one string: at most one task is open for each. And which of them a device itself can prove gone.

export const warmUpCause = (device: string): string => `warm-up:${device}`;
export const refillCause = (device: string, reading: string): string => `refill:${device}:${reading}`;
export const offlineCause = (device: string): string => `device-offline:${device}`;
/** A fault that the device reported of itself. */
export const faultCause = (device: string, code: string): string => `device-fault:${device}:${code}`;
/** A probe whose readings cannot be believed. */
export const probeCause = (device: string): string => `probe:${device}`;
export const dutyCause = (device: string, duty: string): string => `hygiene:${device}:${duty}`;
export const requestCause = (space: string, request: string): string => `request:${space}:${request}`;
export const outageCause = (incidentKind: string, subject: string): string => `${incidentKind}:${subject}`;
/** One task a day for all misses of a promise. */
export const touchpointCause = (standard: string, day: string): string => `touchpoint:${standard}:${day}`;
export const recoveryCause = (stay: string): string => `recovery:${stay}`;
/** A system that should be heard is not. */
export const feedCause = (feed: string): string => `feed-silent:${feed}`;

/** The key of the stay in a cause of `recoveryCause`; undefined for every other cause. */
export function recoveredStayOf(cause: string): string | undefined {
  return cause.startsWith('recovery:') ? cause.slice('recovery:'.length) : undefined;
}

/** The code in a cause of `faultCause`; undefined for every other cause. */
export function faultCodeOf(cause: string): string | undefined {
  const [kind, _device, ...code] = cause.split(':');
  return kind === 'device-fault' ? code.join(':') : undefined;
}

/**
 * No device says that a guest is served, that a fault which it once reported is over, or that two pipes which leaked into
 * each other are parted again: there a person's word is all there is.
 */
export function deviceCanProve(cause: string): boolean {
  const [kind, _device, detail] = cause.split(':');
  switch (kind) {
    case 'warm-up':
    case 'refill':
    case 'device-offline':
    case 'probe':
    case 'floor-offline':
    case 'broker-offline':
    case 'feed-silent':
      return true;
    case 'hygiene':
      return detail !== 'cross-flow';
    default:
      return false;
  }
}
