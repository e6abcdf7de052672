// A thousand cells may change at once, and no frame has the time to paint them: floors take turns. Four times a second, twice where
// the processor is slow, those on the screen or near it are painted together, and one of the others with them, for who reads by ear.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface PaintTurns {
  /** @returns the way to leave. */
  join(floor: Element): () => void;
  /** Calls it when it is the floor's turn; a later call takes the place of one that still waits. */
  ask(floor: Element, paint: () => void): void;
}

/** How far from the screen is near, so that a floor is as it should be before it is scrolled in. */
const nearby = '25% 0px';
const shortestPauseMs = 250;
const longestPauseMs = 500;
/** Painting a turn takes a tenth of the time, where the longest pause allows it: the rest is the scrolling finger's. */
const pausePerTurn = 10;

export function createPaintTurns(): PaintTurns {
  const waiting = new Map<Element, () => void>();
  const near = new Set<Element>();
  let isCalled = false;
  let lastTurnMs = 0;
  let pauseMs = shortestPauseMs;

  function takeTurn(): void {
    isCalled = false;
    lastTurnMs = performance.now();
    const floors = [...waiting.keys()];
    const far = floors.find((floor) => !near.has(floor));
    for (const floor of floors) {
      if (floor !== far && !near.has(floor)) continue;
      waiting.get(floor)?.();
      waiting.delete(floor);
    }
    callNext();
    setTimeout(lookHowLong);
  }

  /** Called when the frame of a turn has been painted. */
  function lookHowLong(): void {
    const turnMs = performance.now() - lastTurnMs;
    pauseMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, pausePerTurn * turnMs));
  }

  function callNext(): void {
    if (isCalled || waiting.size === 0) return;
    isCalled = true;
    setTimeout(() => requestAnimationFrame(takeTurn), lastTurnMs + pauseMs - performance.now());
  }

  const onScreen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
    },
    { rootMargin: nearby },
  );

  return {
    join(floor) {
      onScreen.observe(floor);
      return () => {
        onScreen.unobserve(floor);
        near.delete(floor);
        waiting.delete(floor);
      };
    },
    ask(floor, paint) {
      waiting.set(floor, paint);
      callNext();
    },
  };
}

/** @returns where the floor stands, and the latest of the values given that it had a turn to show. */
export function useTurn<Value>(turns: PaintTurns, latest: Value) {
  const floor = useRef<HTMLElement>(null);
  const [shown, show] = useState(latest);
  useEffect(() => (floor.current === null ? undefined : turns.join(floor.current)), [turns]);
  useLayoutEffect(() => {
    if (floor.current !== null && latest !== shown) turns.ask(floor.current, () => show(() => latest));
  }, [latest]);
  return { floor, shown };
}
