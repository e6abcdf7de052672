// Rule 10: two rates, each with what it stands on.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../../gateway/domain/draw.ts';
import { bandOf } from '../../../../gateway/domain/warm-up/bands.ts';
import { aspeBands, house10s } from '../../../../gateway/domain/warm-up/presets.ts';
import { complianceRow, wilsonInterval } from '../../../../gateway/domain/warm-up/statistics.ts';

const none = { key: '12', met: 0, missed: 0, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 0 };

describe('the Wilson 95 % interval', () => {
  test.each([
    [3, 3, 0.4385, 1],
    [0, 3, 0, 0.5615],
    [95, 100, 0.8882, 0.9785],
  ])('%i of %i', (successes, trials, low, high) => {
    expect(wilsonInterval(successes, trials)?.low).toBeCloseTo(low, 4);
    expect(wilsonInterval(successes, trials)?.high).toBeCloseTo(high, 4);
  });
  test('without a draw there is none', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
  test('holds the share, and narrows with every draw like it', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (met, missed) => {
        fc.pre(met + missed > 0);
        const few = wilsonInterval(met, met + missed)!;
        const many = wilsonInterval(2 * met, 2 * (met + missed))!;
        const share = met / (met + missed);
        expect(few.low).toBeLessThanOrEqual(share + 1e-12);
        expect(few.high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
});

describe('a row of compliance', () => {
  test('a room without a draw has no rate, not a good one', () => {
    expect(complianceRow(none)).toEqual({
      key: '12',
      met: 0,
      missed: 0,
      excluded: 0,
      inconclusive: 0,
      rate: null,
      low: null,
      high: null,
      guestRate: null,
      guestDraws: 0,
      coverage: null,
      p50: null,
      p95: null,
    });
  });
  test('what could not be judged lowers coverage, never the rate', () => {
    const row = complianceRow({
      ...none,
      met: 8,
      missed: 2,
      inconclusive: 1,
      excluded: 9,
      warmStarts: 4,
      hotInTime: 12,
      p50: 7.5,
    });
    expect(row).toMatchObject({
      rate: 0.8,
      guestRate: 12 / 15,
      guestDraws: 15,
      coverage: 11 / 20,
      p50: 7.5,
      p95: null,
    });
  });
  test('only left-out draws are coverage zero', () => {
    expect(complianceRow({ ...none, excluded: 3 })).toMatchObject({ rate: null, coverage: 0 });
  });
});

describe("ASPE's bands", () => {
  const measured = (seconds: number): Verdict => ({ outcome: 'met', censored: false, seconds, uncertaintyS: 0.5 });
  test.each<[string, Verdict, string | undefined]>([
    ['10 s', measured(10), 'acceptable'],
    ['30 s', measured(30), 'marginal'],
    ['30.1 s', measured(30.1), 'unacceptable'],
    ['never', { outcome: 'missed', censored: true, uncertaintyS: 0.5 }, 'unacceptable'],
    [
      'a warm start',
      { outcome: 'excluded', reason: 'warm-start', censored: false, seconds: 0, uncertaintyS: 0.5 },
      undefined,
    ],
  ])('%s', (_, verdict, band) => {
    expect(bandOf(verdict, aspeBands)).toBe(band);
  });
  test('a standard without bands has none', () => {
    expect(bandOf(measured(5), house10s)).toBeUndefined();
  });
});
