import { expect, test } from 'vitest';
import { createSignInThrottle } from '../../../gateway/api/authentication/sign-in-throttle.ts';

test('of a thousand wrong tries in a minute at most ten are looked at', () => {
  const throttle = createSignInThrottle();
  const looked = Array.from({ length: 1000 }, (_, index) => throttle.admit('li', '192.0.2.7', index * 60));
  expect(looked.filter((waitMs) => waitMs === undefined).length).toBeLessThanOrEqual(10);
});

test('a right password forgets the wrong ones before it', () => {
  const throttle = createSignInThrottle();
  for (let index = 0; index < 4; index += 1) throttle.admit('li', '192.0.2.7', 0);
  throttle.succeeded('li', '192.0.2.7');
  for (let index = 0; index < 4; index += 1) expect(throttle.admit('li', '192.0.2.7', 0)).toBeUndefined();
});

test('wrong tries of yesterday do not count today', () => {
  const throttle = createSignInThrottle();
  for (let at = 0; at < 600_000; at += 1000) throttle.admit('li', '192.0.2.7', at);
  const tomorrow = 86_400_000;
  for (let index = 0; index < 4; index += 1) expect(throttle.admit('li', '192.0.2.7', tomorrow)).toBeUndefined();
});
