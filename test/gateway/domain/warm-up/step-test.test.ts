import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitStep, type StepSample } from '../../../../gateway/domain/warm-up/step-test.ts';

interface Step {
  readonly tauS: number;
  readonly startC?: number;
  readonly endC?: number;
  readonly intervalS?: number;
  readonly forS?: number;
  readonly resolutionC?: number;
}

/** A probe that rests for 10 s and is then moved to the other beaker, between two samples. */
function trace({ tauS, startC = 20, endC = 55, intervalS = 1, forS = 60, resolutionC = 0 }: Step): StepSample[] {
  const samples: StepSample[] = [];
  for (let s = -10; s <= forS; s += intervalS) {
    const since = s + 0.4;
    const exact = since <= 0 ? startC : endC + (startC - endC) * Math.exp(-since / tauS);
    const temperatureC = resolutionC === 0 ? exact : Math.round(exact / resolutionC) * resolutionC;
    samples.push({ at: 1_772_000_000_000 + s * 1000, temperatureC });
  }
  return samples;
}

test('finds the time constant of any first-order probe', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 15, noNaN: true }),
      fc.double({ min: 5, max: 30, noNaN: true }),
      fc.double({ min: 45, max: 80, noNaN: true }),
      (tauS, startC, endC) => {
        const fit = fitStep(trace({ tauS, startC, endC, forS: 8 * tauS + 10 }));
        expect(fit).toHaveProperty('tauS');
        expect(Math.abs((fit as { tauS: number }).tauS - tauS)).toBeLessThan(0.03 * tauS);
      },
    ),
  );
});

test.each<[string, Step]>([
  ['a step downwards says the same', { tauS: 4.1, startC: 55, endC: 20 }],
  ['a resolution of half a degree is good enough', { tauS: 4.1, resolutionC: 0.5 }],
  ['two seconds between samples are good enough', { tauS: 4.1, intervalS: 2 }],
])('%s', (_name, step) => {
  const fit = fitStep(trace(step)) as { tauS: number; endC: number };
  expect(Math.abs(fit.tauS - 4.1)).toBeLessThan(0.25);
  expect(Math.abs(fit.endC - (step.endC ?? 55))).toBeLessThan(0.5);
});

test('samples without a temperature are left out', () => {
  const samples = trace({ tauS: 4.1 }).map((sample, index) =>
    index % 7 === 3 ? { ...sample, temperatureC: null } : sample,
  );
  expect(Math.abs((fitStep(samples) as { tauS: number }).tauS - 4.1)).toBeLessThan(0.2);
});

test.each([
  ['a probe that nobody moved', trace({ tauS: 4, endC: 20 }), 'no-step'],
  ['no sample at all', [], 'no-step'],
  ['a device that sleeps between its samples', trace({ tauS: 2, intervalS: 15, forS: 60 }), 'too-few-samples'],
  ['a probe taken out too early', trace({ tauS: 12, forS: 14 }), 'not-settled'],
  [
    'a probe moved twice',
    [
      ...trace({ tauS: 3, endC: 40, forS: 30 }),
      ...trace({ tauS: 3, startC: 40, endC: 60, forS: 40 }).map((sample) => ({ ...sample, at: sample.at + 41_000 })),
    ],
    'not-first-order',
  ],
])('%s is refused with the reason', (_name, samples, reason) => {
  expect(fitStep(samples)).toMatchObject({ reason });
});
