import { expect, test } from 'vitest';
import { createSignInThrottle } from '../../../gateway/api/authentication/sign-in-throttle.ts';

const hotel = { address: '192.0.2.7' };

test('of a thousand wrong tries in a minute at most ten are looked at', () => {
  const throttle = createSignInThrottle();
  const looked = Array.from({ length: 1000 }, (_, index) => throttle.admit('li', hotel, index * 60));
  expect(looked.filter((waitMs) => waitMs === undefined).length).toBeLessThanOrEqual(10);
});

test('a right password forgets the wrong ones before it', () => {
  const throttle = createSignInThrottle();
  for (let index = 0; index < 4; index += 1) throttle.admit('li', hotel, 0);
  throttle.succeeded('li', hotel);
  for (let index = 0; index < 4; index += 1) expect(throttle.admit('li', hotel, 0)).toBeUndefined();
});

test('wrong tries of yesterday do not count today', () => {
  const throttle = createSignInThrottle();
  for (let at = 0; at < 600_000; at += 1000) throttle.admit('li', hotel, at);
  const tomorrow = 86_400_000;
  for (let index = 0; index < 4; index += 1) expect(throttle.admit('li', hotel, tomorrow)).toBeUndefined();
});

test('one password tried on every name of the house is slowed down too', () => {
  const throttle = createSignInThrottle();
  const looked = Array.from({ length: 1000 }, (_, index) => throttle.admit(`name-${index}`, hotel, index * 60));
  expect(looked.filter((waitMs) => waitMs === undefined).length).toBeLessThanOrEqual(60 + 12);
});

test('eight hundred people who sign in at the change of a shift behind one address never wait', () => {
  const throttle = createSignInThrottle();
  for (let person = 0; person < 800; person += 1) {
    const name = `person-${person}`;
    // One in twenty mistypes once.
    if (person % 20 === 0) expect(throttle.admit(name, hotel, person * 500)).toBeUndefined();
    expect(throttle.admit(name, hotel, person * 500)).toBeUndefined();
    throttle.succeeded(name, hotel);
  }
});
