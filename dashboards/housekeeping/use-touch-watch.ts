// Whether somebody's thumb is on the page, or was a second ago.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const quietAfterMs = 1_000;
const signs = ['pointerdown', 'pointerup', 'touchmove', 'wheel', 'scroll', 'keydown'] as const;

export interface TouchWatch {
  readonly isTouched: ReadonlySignal<boolean>;
  /** Lets go at once: the person asked for what is new. */
  release(): void;
}

export function useTouchWatch(): TouchWatch {
  const isTouched = useSignal(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = () => {
      isTouched.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => {
        isTouched.value = false;
      }, quietAfterMs);
    };
    const options = { capture: true, passive: true };
    for (const sign of signs) addEventListener(sign, touched, options);
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, touched, options);
    };
  }, []);
  return {
    isTouched,
    release() {
      isTouched.value = false;
    },
  };
}
