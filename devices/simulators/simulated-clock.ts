// Virtual time for hub and hotel together: it moves only from one due timer to the next, and never leaves an instant while
// work that belongs to it (a publish without its PUBACK) is still under way. So a day runs as fast as it can be worked off,
// and a deadline means what it means on the wall. Like a clock on the wall it stands at whole milliseconds only.
import type { HotelClock } from './hotel-clock.ts';
import { createTimerQueue } from './timer-queue.ts';

export interface SimulatedClock extends HotelClock {
  hold(work: Promise<unknown>): void;
  /** Runs every timer due up to and at `at`, in order, then stands at `at`. */
  advanceTo(at: number): Promise<void>;
  advanceBy(ms: number): Promise<void>;
}

export function createSimulatedClock(options: { readonly startAt: number }): SimulatedClock {
  const timers = createTimerQueue();
  let nowAt = options.startAt;
  let order = 0;
  let held = 0;
  let wakeWhenFree: (() => void) | undefined;
  let moving = false;

  function release(): void {
    held -= 1;
    if (held === 0) wakeWhenFree?.();
  }

  async function quiescence(): Promise<void> {
    do {
      if (held > 0) {
        await new Promise<void>((resolve) => {
          wakeWhenFree = resolve;
        });
        wakeWhenFree = undefined;
      }
      // What was settled may have more to do before it lets the instant go: one turn of the event loop for it.
      await new Promise((resolve) => setImmediate(resolve));
    } while (held > 0);
  }

  async function advanceTo(at: number): Promise<void> {
    if (moving) throw new Error('The simulated clock is already moving: one advance at a time.');
    moving = true;
    try {
      await quiescence();
      for (let next = timers.peek(); next !== undefined && next.at <= at; next = timers.peek()) {
        nowAt = Math.max(nowAt, next.at);
        for (; next !== undefined && next.at <= nowAt; next = timers.peek()) {
          timers.pop();
          const wake = next.wake;
          next.wake = undefined;
          wake?.();
        }
        await quiescence();
      }
      nowAt = Math.max(nowAt, at);
    } finally {
      moving = false;
    }
  }

  return {
    now: () => nowAt,
    schedule(wantedAt, wake) {
      const at = Math.ceil(wantedAt);
      const timer = { at, order: order++, wake: wake as (() => void) | undefined };
      timers.push(timer);
      return () => {
        timer.wake = undefined;
      };
    },
    hold(work) {
      held += 1;
      work.then(release, release);
    },
    advanceTo,
    advanceBy: (ms) => advanceTo(nowAt + ms),
  };
}
