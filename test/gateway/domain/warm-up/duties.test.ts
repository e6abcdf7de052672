// Rule 13: what the same trace must keep to beside the ten seconds.
import { describe, expect, test } from 'vitest';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import { draw, front, reading, steady, type Tap } from '../../../fixtures/water-physics.ts';
import { coldBranch, failures, hotBranch, mixedOutlet, outletWith, replay } from './outlet.ts';

const edgeAt = Date.UTC(2026, 2, 1, 7);
const dayS = 86_400;

const failed = (samples: readonly WaterSample[], outlet = outletWith()) =>
  failures(replay(samples, outlet)).map(({ duty, at, data }) => ({ duty, s: (at - edgeAt) / 1000, data }));
const dutiesOf = (tap: Tap, sensor = hotBranch) => failed(draw(edgeAt, tap), outletWith(sensor));

describe('scald', () => {
  test('a mixed outlet at 49 °C is told at that sample, once', () => {
    const water = reading({ 8: 48, 9: 49, 10: 51 }, front(7, 20, 46));
    expect(dutiesOf({ water, openS: 30 }, mixedOutlet)).toEqual([
      { duty: 'scald', s: 9, data: { temperatureC: 49, limitC: 49 } },
    ]);
  });
  test.each([
    ['48.9 °C', mixedOutlet, steady(48.9)],
    ['a power-on code', mixedOutlet, steady(85.0)],
    ['a hot branch: the mixer comes after it', hotBranch, front(5, 20, 60)],
  ])('not %s', (_, sensor, water) => {
    expect(dutiesOf({ water, openS: 30 }, sensor)).toEqual([]);
  });
});

describe('hygiene', () => {
  test('a hot branch below 50 °C after a minute', () => {
    expect(dutiesOf({ water: front(7, 20, 49), openS: 90 })).toMatchObject([
      { duty: 'hygiene', s: 61, data: { targetC: 50 } },
    ]);
  });
  test('a cold branch not below 20 °C after two', () => {
    expect(dutiesOf({ water: steady(22), openS: 150 }, coldBranch)).toMatchObject([
      { duty: 'hygiene', s: 121, data: { temperatureC: 22, targetC: 20 } },
    ]);
  });
  test.each<[string, Tap]>([
    ['a draw that ends before the minute', { water: steady(40), openS: 59 }],
    ['a hot draw', { water: front(7), openS: 90 }],
    ['a trickle', { water: steady(40), openS: 90, flowLpm: 2 }],
    ['a trace with a gap', { water: steady(40), openS: 90, hole: [20, 30] }],
  ])('not %s', (_, tap) => {
    expect(dutiesOf(tap)).toEqual([]);
  });
});

describe('stagnation', () => {
  const idleUntil = (days: number) =>
    Array.from({ length: days * 24 + 1 }, (_, hour) => ({
      at: edgeAt + hour * 3_600_000,
      temperatureC: 22,
      flowLpm: 0,
    }));

  test('seven days without a draw, told once', () => {
    expect(failed(idleUntil(9))).toMatchObject([
      { duty: 'stagnation', s: 7 * dayS, data: { quietSince: edgeAt, limitDays: 7 } },
    ]);
  });
  test('a draw begins the week again', () => {
    const quiet = idleUntil(9).filter(({ at }) => at > edgeAt + 3_600_000);
    const samples = [...draw(edgeAt, { water: front(7), openS: 60 }), ...quiet];
    expect(failed(samples)[0]?.s).toBeCloseTo(7 * dayS + 3600, -4);
    expect(failed(samples.filter(({ at }) => at < edgeAt + 7 * dayS * 1000))).toEqual([]);
  });
});

describe('cross-flow', () => {
  const idle = (...temperatures: number[]) =>
    temperatures.map((temperatureC, i) => ({ at: edgeAt + i * 60_000, temperatureC, flowLpm: 0 }));

  test('a standing pipe that warms by itself, told once', () => {
    expect(failed(idle(22, 22, 23, 25, 28, 33))).toEqual([
      { duty: 'cross-flow', s: 240, data: { fromC: 22, temperatureC: 28, seconds: 180 } },
    ]);
  });
  test.each([
    ['cooling after a shower', idle(50, 45, 40, 35, 31)],
    ['a room that warms over the morning', idle(...Array.from({ length: 60 }, (_, i) => 20 + i / 6))],
    [
      'heat that still moves after a draw',
      [...draw(edgeAt - 31_000, { water: steady(26), openS: 30 }), ...idle(26, 40, 40, 39)],
    ],
  ])('not %s', (_, samples) => {
    expect(failed(samples)).toEqual([]);
  });
});
