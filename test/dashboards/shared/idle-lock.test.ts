// When a screen locks, and for whom.
import { expect, test } from 'vitest';
import { createIdleLock, idleLockMs } from '../../../dashboards/shared/lock/idle-lock.ts';

function screenOf(user: string, kept: Map<string, string> = new Map()) {
  const target = new EventTarget();
  let now = 1_000;
  let look = () => {};
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const every = (_ms: number, watch: () => void) => {
    look = watch;
  };
  const lock = createIdleLock({ user, now: () => now, storage, target, every });
  return {
    lock,
    kept,
    pass(ms: number) {
      now += ms;
      look();
    },
    sleep(ms: number) {
      now += ms;
    },
    touch: () => target.dispatchEvent(new Event('pointerdown')),
  };
}

test('after the idle time, counted from the last touch', () => {
  const screen = screenOf('li');
  screen.pass(idleLockMs - 1);
  screen.touch();
  screen.pass(idleLockMs - 1);
  expect(screen.lock.isLocked.value).toBe(false);
  screen.pass(1);
  expect(screen.lock.isLocked.value).toBe(true);
});

test('a phone that slept is locked by the touch that wakes it', () => {
  const screen = screenOf('li');
  screen.sleep(idleLockMs);
  screen.touch();
  expect(screen.lock.isLocked.value).toBe(true);
});

test('a touch opens nothing, a reload neither, the password does', () => {
  const screen = screenOf('li');
  screen.pass(idleLockMs);
  screen.touch();
  expect(screen.lock.isLocked.value).toBe(true);
  const reloaded = screenOf('li', screen.kept);
  expect(reloaded.lock.isLocked.value).toBe(true);
  reloaded.lock.unlock();
  expect(reloaded.lock.isLocked.value).toBe(false);
  expect(screenOf('li', reloaded.kept).lock.isLocked.value).toBe(false);
});

test('somebody else who has signed in finds it open', () => {
  const screen = screenOf('li');
  screen.pass(idleLockMs);
  expect(screenOf('mei', screen.kept).lock.isLocked.value).toBe(false);
});
