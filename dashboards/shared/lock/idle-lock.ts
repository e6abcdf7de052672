// A screen that nobody has touched for a while shows nothing any more until its person is there again. The stream goes on, so
// that it still rings and counts as listening; taps that wait to be sent wait on. A reload does not open it.
import { type ReadonlySignal, signal } from '@preact/signals';

/** So long a phone may lie on a trolley while a room is done. */
export const idleLockMs = 15 * 60_000;
const lookEveryMs = 5_000;
const lockedKey = 'locked';
const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export interface IdleLock {
  readonly isLocked: ReadonlySignal<boolean>;
  /** The person has shown who they are. */
  unlock(): void;
}

export interface IdleLockParts {
  readonly user: string;
  readonly now: () => number;
  /** Survives the page and its window. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly target: Pick<EventTarget, 'addEventListener'>;
  every(ms: number, look: () => void): void;
}

export function createIdleLock({ user, now, storage, target, every }: IdleLockParts): IdleLock {
  const isLocked = signal(storage.getItem(lockedKey) === user);
  let touchedAt = now();
  for (const touch of touches) {
    target.addEventListener(touch, () => {
      look();
      touchedAt = now();
    });
  }

  /** A page that was asleep learns of its idle time with the touch that wakes it. */
  function look(): void {
    if (isLocked.value || now() - touchedAt < idleLockMs) return;
    storage.setItem(lockedKey, user);
    isLocked.value = true;
  }
  every(lookEveryMs, look);

  return {
    isLocked,
    unlock() {
      storage.removeItem(lockedKey);
      touchedAt = now();
      isLocked.value = false;
    },
  };
}

/** Whoever signs in by hand has shown who they are. */
export function forgetLock(): void {
  localStorage.removeItem(lockedKey);
}

/** For the page of this window. */
export function lockWhenIdle(user: string): IdleLock {
  return createIdleLock({
    user,
    now: Date.now,
    storage: localStorage,
    target: globalThis,
    every: (ms, look) => void setInterval(look, ms),
  });
}
