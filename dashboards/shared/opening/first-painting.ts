// A list that is as good as there is painted with its page, not after it: on a slow phone every painting takes its time.
import type { ReadonlySignal } from '@preact/signals';

/** Of a hub that has answered all else, ms; from then on the page is worth more than the wait. */
const patienceMs = 500;

/** Resolves as soon as something is known, or when it has taken too long. */
export function untilKnown(state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(end, patienceMs);
    const stop = state.subscribe((now) => now !== 'waiting' && queueMicrotask(end));
    function end(): void {
      clearTimeout(timer);
      stop();
      resume();
    }
  });
}
