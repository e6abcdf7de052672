// Nobody scrolls a wall: what would stand below its edge is not shown but counted. How long a sentence is depends on the language
// and on the names in it, so that only the picture itself says how much of it there is room for.
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { linesOfScreen } from './view-model.ts';

/** A screen with a shorter side is held in a hand, and scrolled. */
const leastHungPx = 600;

/**
 * So many lines of work are left out, one after the other, until the whole wall stands on the screen.
 * @param shape what decides how much room that takes; where it changes, or the screen does, all of it is fitted anew.
 */
export function useLinesTaken(shape: string): number {
  const { innerWidth, innerHeight } = window;
  const fitting = JSON.stringify([innerWidth, innerHeight, shape]);
  const last = useSignal({ fitting, taken: noneTaken() });
  const taken = last.value.fitting === fitting ? last.value.taken : noneTaken();
  useLayoutEffect(() => {
    const isHung = Math.min(innerWidth, innerHeight) >= leastHungPx;
    // Its own height: that it wanders by some pixels does not count.
    const height = document.querySelector<HTMLElement>('.wall')?.offsetHeight ?? 0;
    if (isHung && height > innerHeight && taken < linesOfScreen) last.value = { fitting, taken: taken + 1 };
  });
  return taken;
}

/** Upright it holds more of them: fewer than none are taken at first. */
const noneTaken = () => (window.innerHeight > window.innerWidth ? -linesOfScreen : 0);
