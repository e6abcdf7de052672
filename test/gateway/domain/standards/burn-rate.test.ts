// How fast a budget burns: short windows for fast trouble, long ones for slow, and none that holds too little.
import { describe, expect, test } from 'vitest';
import { addCounts, floorBurn, houseBurn } from '../../../../gateway/domain/standards/burn-rate.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Of 5 min, 30 min, 1 h, 6 h and 3 d: judged, missed. */
const counts = (...windows: readonly (readonly [number, number])[]) => ({
  judged: windows.map(([judged]) => judged),
  missed: windows.map(([, missed]) => missed),
});

describe('the house, at a target of 95 %', () => {
  test.each([
    ['all hot: it does not burn', counts([25, 0], [60, 0], [100, 0], [600, 0], [7000, 0]), 0, hour, undefined],
    ['as fast as allowed', counts([25, 1], [60, 3], [100, 5], [600, 30], [7000, 350]), 1, hour, 'slow'],
    ['three of four missed', counts([25, 20], [60, 45], [100, 75], [600, 80], [7000, 90]), 15, hour, 'fast'],
    [
      'that was over five minutes ago',
      counts([25, 0], [60, 45], [100, 75], [600, 80], [7000, 90]),
      15,
      hour,
      undefined,
    ],
    ['a third missed for hours', counts([25, 8], [60, 20], [100, 33], [600, 200], [7000, 240]), 6.6, hour, 'steady'],
    [
      '5 min hold two draws: the next window stands in',
      counts([2, 0], [9, 8], [25, 19], [40, 30], [99, 30]),
      15.2,
      hour,
      'fast',
    ],
    [
      'an hour holds too few: six hours stand in',
      counts([0, 0], [1, 1], [4, 4], [30, 3], [300, 20]),
      2,
      6 * hour,
      'slow',
    ],
  ] as const)('%s', (_, windows, times, windowMs, alarm) => {
    const burn = houseBurn(windows, 0.95);
    expect(burn.now?.times).toBeCloseTo(times, 1);
    expect([burn.now?.windowMs, burn.alarm]).toEqual([windowMs, alarm]);
  });
});

test.each([
  ['nineteen in three days are too few to say', counts([0, 0], [0, 0], [0, 0], [9, 9], [19, 19]), 0.95],
  ['where no miss is allowed nothing burns: one is enough', counts([30, 9], [30, 9], [30, 9], [30, 9], [30, 9]), 1],
])('%s', (_, windows, targetShare) => {
  expect(houseBurn(windows, targetShare)).toEqual({});
});

test('a floor is watched in the long windows alone', () => {
  const burning = counts([25, 25], [60, 60], [100, 90], [600, 90], [700, 90]);
  expect(floorBurn(burning, 0.95)).toMatchObject({ now: { windowMs: 6 * hour }, alarm: 'slow' });
});

test('floors add up to the house', () => {
  expect(
    addCounts([counts([1, 0], [2, 1], [3, 1], [4, 2], [5, 2]), counts([1, 1], [1, 1], [1, 1], [1, 1], [1, 1])]),
  ).toEqual(counts([2, 1], [3, 2], [4, 2], [5, 3], [6, 3]));
});
