// What a page asks again when its address changes: not for what it says at first, and once for what says the same.
import { computed, effect, untracked } from '@preact/signals';

/** @param of what is watched, as text; the signals that it reads alone are followed. */
export function onChange(of: () => string, act: () => void): void {
  const watched = computed(of);
  let isFirst = true;
  effect(() => {
    watched.value;
    if (isFirst) isFirst = false;
    else untracked(act);
  });
}
