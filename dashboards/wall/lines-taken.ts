// Nobody scrolls a wall: what would stand below its edge is not shown but counted. How long a sentence is depends on the language
// and on the names in it, so that only the picture itself says how much of it there is room for.
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { linesOfScreen } from './view-model.ts';

/** A screen with a shorter side is held in a hand, and scrolled. */
const leastHungPx = 600;

/** So many lines of work are left out, one after the other, until the whole wall stands on the screen. */
export function useLinesTaken(): number {
  // Upright it holds more of them: fewer than none are taken at first.
  const taken = useSignal(window.innerHeight > window.innerWidth ? -linesOfScreen : 0);
  useLayoutEffect(() => {
    const isHung = Math.min(window.innerWidth, window.innerHeight) >= leastHungPx;
    // Its own height: that it wanders by some pixels does not count.
    const height = document.querySelector<HTMLElement>('.wall')?.offsetHeight ?? 0;
    if (isHung && height > window.innerHeight && taken.peek() < linesOfScreen) taken.value += 1;
  });
  return taken.value;
}
