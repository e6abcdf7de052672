// When things go wrong with a device over the day: at random instants, so many a day in the mean.
import type { HotelClock } from '../hotel-clock.ts';
import type { Random } from '../random.ts';

/** Calls back `aDay` times a day in the mean, until it is taken back. */
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
