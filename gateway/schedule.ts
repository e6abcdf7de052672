// Waiting for an instant of a clock that may be set meanwhile: one that is set forward is noticed within a minute, one that is set
// back wakes nobody early.
import type { Clock } from './ports.ts';

/** Longer waits are cut into pieces: Node's timers end at 24.8 days, and a clock may be set. */
const longestWaitMs = 60_000;

export function createSchedule(now: () => number): Clock['schedule'] {
  return (at, wake) => {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = at - now();
      if (leftMs <= 0) wake();
      else timer = setTimeout(wait, Math.min(leftMs, longestWaitMs));
    };
    timer = setTimeout(wait, Math.max(0, Math.min(at - now(), longestWaitMs)));
    return () => clearTimeout(timer);
  };
}
