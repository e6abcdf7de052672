// The hub's time is the host's, as long as that runs evenly. Where the host's clock is set by hours while the hub runs, the hub goes
// on in its own time, so that nothing comes due a day early or an hour late, until the house says who is right: its devices
// have clocks of their own. What the hub then takes over is for the hotel as a restart is.
import type { DeviceId } from '../devices/identifiers.ts';
import type { Clock } from './ports.ts';
import { createSchedule } from './schedule.ts';

export type ClockChange =
  /** The host's clock was set by so much, and the hub does not follow yet. */
  | { readonly type: 'held'; readonly hostAheadMs: number }
  /** It was set back to where it was. */
  | { readonly type: 'even' }
  /** The hub's time went by so much at once. */
  | { readonly type: 'set'; readonly byMs: number };

export interface HostClock extends Clock {
  /** A device says its own time, right or wrong. */
  witness(device: DeviceId, at: number): void;
  /** By how much the host's clock is ahead of the hub's time, ms; negative: behind; 0 while they go together. */
  hostAheadMs(): number;
  /** Returns the way to stop listening. */
  onChange(listener: (change: ClockChange) => void): () => void;
}

export interface HostClockOptions {
  /** The host's clock, which may be set at any time. Unix ms. */
  readonly hostNow?: () => number;
  /** A clock that only ever goes on, from any origin. ms. */
  readonly steadyNow?: () => number;
}

/** A step that is followed without a word, and how well a device's clock must agree: what a device may be ahead, docs/api.md. */
const toleranceMs = 2 * 60_000;
/** Where so many devices agree with the host, and twice as many as with the hub, the host is right. */
const witnessesWanted = 3;
/** Where nobody has vouched for the hub's time so long, the host is believed: a small house may have two devices. */
const unopposedMs = 10 * 60_000;

export function createHostClock(options: HostClockOptions = {}): HostClock {
  const { hostNow = Date.now, steadyNow = () => performance.now() } = options;
  const listeners = new Set<(change: ClockChange) => void>();
  const votes = new Map<DeviceId, 'host' | 'hub'>();
  let offsetMs = hostNow() - steadyNow();
  let heldSince: number | undefined;

  function tell(change: ClockChange): void {
    for (const listener of listeners) listener(change);
  }

  function now(): number {
    const [steady, host] = [steadyNow(), hostNow()];
    const aheadMs = host - (steady + offsetMs);
    if (Math.abs(aheadMs) <= toleranceMs) {
      offsetMs = host - steady;
      if (heldSince !== undefined) {
        heldSince = undefined;
        tell({ type: 'even' });
      }
      return host;
    }
    if (heldSince === undefined) {
      heldSince = steady;
      votes.clear();
      tell({ type: 'held', hostAheadMs: aheadMs });
    }
    return Math.floor(steady + offsetMs);
  }

  function follow(): void {
    const byMs = hostNow() - (steadyNow() + offsetMs);
    offsetMs += byMs;
    heldSince = undefined;
    tell({ type: 'set', byMs });
  }

  return {
    now,
    schedule: createSchedule(now),
    witness(device, at) {
      const hub = now();
      if (heldSince === undefined) return;
      // A buffered sample of an hour ago says nothing of now.
      const agrees = (other: number) => Math.abs(at - other) <= toleranceMs;
      if (agrees(hub)) votes.set(device, 'hub');
      else if (agrees(hostNow())) votes.set(device, 'host');
      const forHost = [...votes.values()].filter((vote) => vote === 'host').length;
      const forHub = votes.size - forHost;
      const isUnopposed = forHub === 0 && steadyNow() - heldSince >= unopposedMs;
      if (isUnopposed || (forHost >= witnessesWanted && forHost > 2 * forHub)) follow();
    },
    hostAheadMs() {
      const hub = now();
      return heldSince === undefined ? 0 : hostNow() - hub;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
