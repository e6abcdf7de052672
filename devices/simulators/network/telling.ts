// Tells the hub something until it has taken it: a hub that is away is asked again, one that refuses is not. A virtual clock
// waits for each answer.
import type { HotelClock } from '../hotel-clock.ts';
import { createTimetable } from '../timetable.ts';
import { type CallHub, isRefusedCall } from './hub-calls.ts';

export interface Telling {
  /** `taken` is called after the hub's 2xx. */
  post(call: CallHub, path: string, body: object, taken?: () => void): void;
  /** What the hub would not take, in its words. */
  readonly refusals: readonly string[];
  stop(): void;
}

const againAfterMs = 20_000;

/** Too many at once, or in trouble of its own. */
const isForNow = (status: number) => status === 429 || status >= 500;

export function createTelling(clock: HotelClock): Telling {
  const refusals: string[] = [];
  const timetable = createTimetable(clock);
  let stopped = false;

  async function attempt(call: CallHub, path: string, body: object, taken?: () => void): Promise<void> {
    try {
      await call('POST', path, body);
      taken?.();
    } catch (error) {
      if (isRefusedCall(error) && !isForNow(error.status)) refusals.push(error.message);
      else if (!stopped) timetable.at(clock.now() + againAfterMs, () => post(call, path, body, taken));
    }
  }

  function post(call: CallHub, path: string, body: object, taken?: () => void): void {
    const work = attempt(call, path, body, taken);
    clock.hold?.(work);
  }

  return {
    post,
    refusals,
    stop() {
      stopped = true;
      timetable.stop();
    },
  };
}
