import { expect, test } from 'vitest';
import { createRandom } from '../../../devices/simulators/random.ts';

const draw = (seed: string, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

test('the same seed gives the same day, another seed another', () => {
  expect(draw('spring', 20)).toEqual(draw('spring', 20));
  expect(draw('spring', 20)).not.toEqual(draw('summer', 20));
});

test('what one room draws does not change the next room', () => {
  const hotel = createRandom(7);
  hotel.fork('1201').next();
  const after = hotel.fork('1202').next();
  expect(createRandom(7).fork('1202').next()).toBe(after);
});

test('is spread evenly, and normally where asked', () => {
  const random = createRandom('spread');
  const even = Array.from({ length: 20_000 }, () => random.next());
  expect(even.reduce((a, b) => a + b) / even.length).toBeCloseTo(0.5, 1);
  const normal = Array.from({ length: 20_000 }, () => random.normal(10, 2));
  const mean = normal.reduce((a, b) => a + b) / normal.length;
  const variance = normal.reduce((sum, x) => sum + (x - mean) ** 2, 0) / normal.length;
  expect(mean).toBeCloseTo(10, 0);
  expect(Math.sqrt(variance)).toBeCloseTo(2, 0);
});
