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
/** Work before a promise is due: of a stay's, or of something that happened to nobody known. */
export const aheadCause = (standard: string, stay: string | undefined, subject: string): string =>
  `ahead:${standard}:${stay ?? ''}:${subject}`;
/** A system that should be heard is not. */
export const feedCause = (feed: string): string => `feed-silent:${feed}`;
/** The hub's own disk refused writes. */
export const storeCause = 'hub-store';
/** A device that does not do what the hub asks of it. */
export const commandFailedCause = (device: string, action: string): string => `command-failed:${device}:${action}`;
/** It does, and that does not help. */
export const didNotHelpCause = (device: string, action: string): string => `did-not-help:${device}:${action}`;

/** The key of the stay in a cause of `recoveryCause`; undefined for every other cause. */
export function recoveredStayOf(cause: string): string | undefined {
  return cause.startsWith('recovery:') ? cause.slice('recovery:'.length) : undefined;
}

export interface WorkAhead {
  readonly standard: string;
  readonly stay?: string;
  readonly subject: string;
}

/** What a cause of `aheadCause` is about; undefined for every other cause. */
export function workAheadOf(cause: string): WorkAhead | undefined {
  const [kind, standard, stay, ...subject] = cause.split(':');
  if (kind !== 'ahead' || standard === undefined) return undefined;
  return { standard, ...(stay !== undefined && stay !== '' && { stay }), subject: subject.join(':') };
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
    case 'command-failed':
    case 'did-not-help':
      return true;
    case 'hygiene':
      return detail !== 'cross-flow';
    default:
      return false;
  }
}
