// The hub's time on this screen, as a signal that moves once a second while the page is seen. Ages and deadlines are
// measured against it, never against the phone's own clock.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface HubClock {
  /** Unix ms by the hub's clock; moves each second. */
  readonly now: ReadonlySignal<number>;
  /** Unix ms by the hub's clock, at this very moment. */
  read(): number;
  /** The hub said what time it is. */
  adjust(hubNow: number): void;
  /** The `Date` of an answer: whole seconds, and good enough only until the hub has said it better. */
  adjustRoughly(date: number): void;
  start(): void;
  stop(): void;
}

/** The way through the network costs some of this: less is not worth a jump of every timer on the page. */
const worthAdjustingMs = 500;

export function createHubClock(phoneNow: () => number = Date.now): HubClock {
  let aheadMs = 0;
  let isExact = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  const read = () => phoneNow() + aheadMs;
  const now = signal(read());
  const tick = () => {
    now.value = read();
  };
  const set = (hubNow: number, toleranceMs: number) => {
    if (Math.abs(hubNow - read()) < toleranceMs) return;
    aheadMs = hubNow - phoneNow();
    tick();
  };
  return {
    now,
    read,
    adjust(hubNow) {
      isExact = true;
      set(hubNow, worthAdjustingMs);
    },
    adjustRoughly(date) {
      if (!isExact) set(date, 3 * worthAdjustingMs);
    },
    start() {
      tick();
      timer ??= setInterval(tick, 1000);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
