import { expect, test } from 'vitest';
import { linearScale, linePath, ticks } from '../../../dashboards/shared/charts/scale.ts';

test.each([
  [[0, 20] as const, 5, [0, 5, 10, 15, 20]],
  [[10, 60] as const, 6, [10, 20, 30, 40, 50, 60]],
  [[0.8, 1] as const, 4, [0.8, 0.85, 0.9, 0.95, 1]],
  [[5, 5] as const, 4, [5]],
])('round numbers along %j', (domain, most, expected) => {
  expect(ticks(domain, most)).toEqual(expected);
});

test('values become pixels, also upside down', () => {
  const y = linearScale([10, 60], [240, 0]);
  expect([y(10), y(35), y(60)]).toEqual([240, 120, 0]);
});

test('a missing value makes a hole in the line, not a fall to zero', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 2 },
    { x: 2, y: undefined },
    { x: 3, y: 4 },
  ];
  expect(linePath(points)).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
});
