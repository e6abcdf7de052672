// A device's own clock: it starts a little wrong, drifts, and is slewed right now and then. It never jumps and never goes
// back, so that a second of a draw stays a second.
import type { HotelClock } from '../hotel-clock.ts';

export interface DeviceTime {
  /** Unix ms as the device believes it; no two samples of a device carry the same instant. */
  stamp(): number;
  /** Starts to close in on the right time, as NTP does. */
  synchronise(): void;
}

/** A clock that is being set right runs this much faster or slower, ms each ms. */
const slew = 0.002;

export function createDeviceTime(options: {
  readonly clock: HotelClock;
  readonly offsetMs: number;
  /** Parts per million; positive runs fast. 50 is a usual crystal: 4 s a day. */
  readonly driftPpm: number;
}): DeviceTime {
  const { clock, driftPpm } = options;
  let since = clock.now();
  let offsetMs = options.offsetMs;
  let slewing = false;
  let last = Number.NEGATIVE_INFINITY;

  function errorMs(): number {
    const elapsedMs = clock.now() - since;
    const leftMs = slewing ? Math.max(0, Math.abs(offsetMs) - slew * elapsedMs) * Math.sign(offsetMs) : offsetMs;
    return leftMs + (elapsedMs * driftPpm) / 1_000_000;
  }

  return {
    stamp() {
      last = Math.max(Math.round(clock.now() + errorMs()), last + 1);
      return last;
    },
    synchronise() {
      offsetMs = errorMs();
      since = clock.now();
      slewing = true;
    },
  };
}
