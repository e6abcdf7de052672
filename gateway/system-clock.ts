// The clock of a running hub: the host's. Deadlines are checked against it when their timer fires, so that a clock that
// jumps forward is noticed within a minute and one that jumps back wakes nobody early.
import type { Clock } from './ports.ts';

/** Longer waits are cut into pieces: Node's timers end at 24.8 days, and a host's clock may jump. */
const longestWaitMs = 60_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(at, wake) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = at - Date.now();
      if (leftMs <= 0) wake();
      else timer = setTimeout(wait, Math.min(leftMs, longestWaitMs));
    };
    timer = setTimeout(wait, Math.max(0, Math.min(at - Date.now(), longestWaitMs)));
    return () => clearTimeout(timer);
  },
};
