// What goes wrong with a device over the day: it drops off the network, and some also lose power and come back.
import type { HotelClock } from '../hotel-clock.ts';
import type { Random } from '../random.ts';

export interface MishapRates {
  /** Cut connections, each device and day. */
  readonly dropsADay: number;
  /** Restarts, each device and day. */
  readonly rebootsADay: number;
}

/** Calls back at random instants, `aDay` times in the mean, until it is taken back. */
export function happenNowAndThen(
  clock: HotelClock,
  random: Random,
  aDay: number,
  gridMs: number,
  happen: () => void,
): () => void {
  let cancel = () => {};
  function arm(): void {
    if (aDay <= 0) return;
    const waitMs = (-Math.log(1 - random.next()) * 86_400_000) / aDay;
    const at = Math.ceil((clock.now() + waitMs) / gridMs) * gridMs;
    cancel = clock.schedule(at, () => {
      happen();
      arm();
    });
  }
  arm();
  return () => cancel();
}
