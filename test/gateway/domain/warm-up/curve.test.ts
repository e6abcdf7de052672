// What is kept of a draw to be looked at, and how much of an outlet is kept at all.
import { describe, expect, test } from 'vitest';
import { createWarmUpDetector } from '../../../../gateway/domain/warm-up/detector.ts';
import { draw, front, idleBefore, steady, throughProbe } from '../../../fixtures/water-physics.ts';
import { closedDraws, hotBranch, outletWith, replay } from './outlet.ts';

const edgeAt = Date.UTC(2026, 2, 1, 7);
const curveOf = (samples: Parameters<typeof replay>[0], outlet = outletWith()) =>
  closedDraws(replay(samples, outlet))[0]!.curve;

describe('the curve of a draw', () => {
  test('begins before the edge and ends after the tap is closed', () => {
    const curve = curveOf([...idleBefore(edgeAt), ...draw(edgeAt, { water: front(7), openS: 20 })]);
    expect(curve.slice(0, 4).map(({ s }) => s)).toEqual([-30, -20, -10, 0]);
    expect(curve.at(-1)).toMatchObject({ s: 23, flowLpm: 0 });
    expect(curve[0]).toEqual({ s: -30, temperatureC: 22, flowLpm: 0 });
  });

  test('shows the water beside the probe, at the same instants', () => {
    const water = front(7);
    const slow = outletWith({ ...hotBranch, tauS: 4.1 });
    const samples = draw(edgeAt, { water: throughProbe(4.1, (s) => water(s) as number), openS: 30 });
    for (const { s, correctedC } of curveOf(samples, slow).filter((point) => point.correctedC !== undefined)) {
      expect(Math.abs(correctedC! - (water(s) as number))).toBeLessThan(2.5);
    }
  });

  test('a tap left open for hours is thinned behind the verdict, whole before it', () => {
    const curve = curveOf(draw(edgeAt, { water: front(7), openS: 4 * 3600 }));
    expect(curve.length).toBeLessThanOrEqual(900);
    expect(curve.filter(({ s }) => s >= 0 && s <= 30)).toHaveLength(31);
    expect(curve.at(-1)!.s).toBeGreaterThan(4 * 3600);
  });

  test('and its record is what it would have been', () => {
    const [long] = closedDraws(replay(draw(edgeAt, { water: front(14), openS: 4 * 3600 })));
    expect(long?.draw).toMatchObject({ outcome: 'missed', endedAt: edgeAt + 4 * 3600 * 1000 });
    expect(long?.draw.seconds).toBeCloseTo(14.62, 2);
  });
});

test('between draws an outlet is a handful of numbers', () => {
  const detector = createWarmUpDetector(outletWith());
  for (const sample of draw(edgeAt, { water: front(7), openS: 300 })) detector.accept(sample, 'device');
  for (let i = 0; i < 1000; i += 1) {
    detector.accept(
      { at: edgeAt + 400_000 + i * 10_000, temperatureC: (steady(22)(i) as number) + i / 1e4, flowLpm: 0 },
      'device',
    );
  }
  expect(JSON.stringify(detector.snapshot()).length).toBeLessThan(800);
});
