import { describe, expect, test } from 'vitest';
import { acceptableVerdicts } from '../../../../devices/simulators/truth/acceptable-verdicts.ts';
import {
  house10s,
  type TrueWater,
  trueVerdict,
  vdi6003Shower,
} from '../../../../devices/simulators/truth/true-verdict.ts';

const frontAt =
  (centreS: number, fromC = 20, toC = 54) =>
  (s: number) =>
    fromC + (toC - fromC) / (1 + Math.exp(-(s - centreS) / 0.5));

function water(waterC: (s: number) => number, flowingS: number, circumstances: Partial<TrueWater> = {}): TrueWater {
  const curve = Array.from({ length: (flowingS + 1) * 5 + 1 }, (_, i) => ({ s: i / 5, waterC: waterC(i / 5) }));
  return { curve, flowingS, flowLpm: 8, mixed: false, chainedS: 0, uncertaintyS: 0.5, ...circumstances };
}

const slug = (s: number) => (s < 2 ? 44 : frontAt(12)(s));
const hump = (s: number) => ({ 4: 33, 5: 46, 6: 36, 7: 27 })[Math.round(s)] ?? frontAt(13)(s);

describe('the truth about a draw', () => {
  test.each([
    ['front at 7 s', water(frontAt(7), 120), 'met', undefined, 7.6],
    ['front at 14 s', water(frontAt(14), 60), 'missed', undefined, 14.6],
    ['40 s, never above 26 °C', water(() => 26, 40), 'missed', undefined, undefined],
    ['6 s rinse, cold', water(() => 20, 6), 'excluded', 'too-short', undefined],
    ['47 °C throughout', water(() => 47, 30), 'excluded', 'warm-start', undefined],
    ['44 °C for 2 s, cold slug, hot at 12 s', water(slug, 40), 'missed', undefined, 12.6],
    ['cold 6 s before, then front at 7 s', water(frontAt(7), 60, { chainedS: 6 }), 'missed', undefined, 13.6],
    ['hot when tried again after 5 cold seconds', water(() => 50, 60, { chainedS: 5 }), 'met', undefined, 5],
    ['a probe that says nonsense', water(frontAt(7), 60, { faultFromS: 0 }), 'excluded', 'sensor-fault', undefined],
    ['nonsense long after the verdict', water(frontAt(7), 60, { faultFromS: 30 }), 'met', undefined, 7.6],
    ['a hole over the crossing', water(frontAt(7), 60, { holeFromS: 4 }), 'excluded', 'data-gap', undefined],
    ['a hole after the verdict', water(frontAt(14), 60, { holeFromS: 16 }), 'missed', undefined, 14.6],
    ['1.5 L/min, hot at 30 s', water(frontAt(30), 60, { flowLpm: 1.5 }), 'excluded', 'low-flow', undefined],
    ['crossing at 10.1 s', water(frontAt(9.55), 60), 'inconclusive', undefined, 10.1],
    ['a hump, then front at 13 s', water(hump, 60), 'missed', undefined, 13.6],
    ['stops at 9 s, not hot', water(() => 20, 9), 'excluded', 'too-short', undefined],
    ['both tries long enough for a miss together', water(() => 20, 6, { chainedS: 7 }), 'missed', undefined, undefined],
  ])('%s', (_, draw, outcome, reason, seconds) => {
    const verdict = trueVerdict(draw, house10s);
    expect([verdict.outcome, verdict.reason]).toEqual([outcome, reason]);
    if (seconds === undefined) expect(verdict.seconds).toBeUndefined();
    else expect(Math.abs(verdict.seconds! - seconds)).toBeLessThan(0.15);
  });

  test('cold water asked for behind a mixer is no demand for hot water', () => {
    const draw = water(() => 18, 30, { mixed: true });
    expect(trueVerdict(draw, vdi6003Shower).reason).toBe('no-hot-demand');
  });
});

describe('what a measurement can see', () => {
  const outcomes = (draw: TrueWater) =>
    acceptableVerdicts(draw, house10s).map(({ outcome, reason }) => reason ?? outcome);

  test.each([
    ['a clear pass has one verdict', water(frontAt(7), 60), ['met']],
    ['a clear miss has one verdict', water(frontAt(14), 60), ['missed']],
    ['at the border of u, two are right', water(frontAt(8.9), 60), ['met', 'inconclusive']],
    ['at 35 °C nobody can tell a cold start', water((s) => (s < 4 ? 35.2 : 54), 60), ['warm-start', 'met']],
    ['closed while it gets hot', water(frontAt(5.6), 6), ['too-short', 'met']],
  ])('%s', (_, draw, expected) => {
    expect(outcomes(draw).toSorted()).toEqual(expected.toSorted());
  });
});
