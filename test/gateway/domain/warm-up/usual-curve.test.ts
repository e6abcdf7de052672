// The median of an outlet's draws.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CurvePoint } from '../../../../gateway/domain/draw.ts';
import { usualCurve } from '../../../../gateway/domain/warm-up/usual-curve.ts';

const flat = (temperatureC: number | null, seconds = 10): CurvePoint[] =>
  Array.from({ length: seconds + 1 }, (_, s) => ({ s, temperatureC }));
const at = (curves: CurvePoint[][], s: number) => usualCurve(curves).find((point) => point.s === s)?.temperatureC;

it.each([
  ['of three draws is the middle one', [flat(20), flat(50), flat(30)], 5, 30],
  ['of four is between the middle two', [flat(20), flat(50), flat(30), flat(40)], 5, 35],
  ['of two draws is none', [flat(20), flat(30)], 5, undefined],
  ['counts a draw only while it ran', [flat(20, 4), flat(30), flat(40), flat(50)], 6, 40],
  ['ends where too few still ran', [flat(20, 4), flat(30, 4), flat(40)], 6, undefined],
  ['leaves out what no water has', [flat(85.5, 10), flat(127), flat(null), flat(20), flat(30)], 5, 30],
  [
    'reads between two samples',
    [0, 10, 20].map((c) => [
      { s: 0, temperatureC: c },
      { s: 4, temperatureC: c + 40 },
    ]),
    1,
    20,
  ],
])('%s', (_name, curves, s, expected) => {
  expect(at(curves as CurvePoint[][], s as number)).toBe(expected);
});

it('reads the water as the verdict does, corrected for the probe', () => {
  const corrected = flat(20).map((point) => ({ ...point, correctedC: 44 }));
  expect(at([corrected, corrected, corrected], 3)).toBe(44);
});

it('lies between the coldest and the hottest of its draws', () => {
  const curves = fc.array(fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: 2, maxLength: 20 }), {
    minLength: 3,
    maxLength: 7,
  });
  fc.assert(
    fc.property(curves, (temperatures) => {
      const drawn = temperatures.map((ofDraw) => ofDraw.map((temperatureC, s) => ({ s, temperatureC })));
      for (const { s, temperatureC } of usualCurve(drawn)) {
        const then = drawn.flatMap((curve) => curve[s]?.temperatureC ?? []);
        expect(temperatureC).toBeGreaterThanOrEqual(Math.min(...then));
        expect(temperatureC).toBeLessThanOrEqual(Math.max(...then));
      }
    }),
  );
});
