// Traces as no hotel would plan them: taps opened and closed at random, fronts, humps, codes, holes and changed rhythms.
import fc from 'fast-check';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';

const startAt = Date.UTC(2026, 2, 1);

interface Stretch {
  readonly flowLpm: number;
  readonly samples: number;
  readonly everyMs: number;
  readonly fromC: number;
  readonly toC: number;
  readonly frontAt: number;
}

const stretch: fc.Arbitrary<Stretch> = fc.record({
  flowLpm: fc.constantFrom(0, 0, 0.3, 0.7, 1.5, 6, 8, 8),
  samples: fc.integer({ min: 1, max: 25 }),
  everyMs: fc.constantFrom(1000, 1000, 1000, 500, 2000, 4000),
  fromC: fc.constantFrom(20, 22, 30, 44, 47),
  toC: fc.constantFrom(20, 26, 40, 44.5, 52, 54),
  frontAt: fc.integer({ min: 0, max: 20 }),
});

interface Mishap {
  readonly place: number;
  readonly what: 'code' | 'null' | 'lost' | 'long-lost' | 'late';
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  place: fc.integer({ min: 0, max: 120 }),
  what: fc.constantFrom('code', 'null', 'lost', 'lost', 'long-lost', 'late'),
});

export const anyTrace: fc.Arbitrary<WaterSample[]> = fc
  .tuple(fc.array(stretch, { minLength: 1, maxLength: 8 }), fc.array(mishap, { maxLength: 3 }))
  .map(([stretches, mishaps]) => mishaps.reduce(befall, run(stretches)));

function run(stretches: readonly Stretch[]): WaterSample[] {
  let at = startAt;
  return stretches.flatMap(({ flowLpm, samples, everyMs, fromC, toC, frontAt }) =>
    Array.from({ length: samples }, (_, i) => {
      at += everyMs;
      const share = 1 / (1 + Math.exp(-2 * ((i * everyMs) / 1000 - frontAt)));
      return { at, temperatureC: Math.round((fromC + (toC - fromC) * share) * 100) / 100, flowLpm };
    }),
  );
}

function befall(trace: WaterSample[], { place, what }: Mishap): WaterSample[] {
  const index = place % trace.length;
  const shift = (ms: number) => trace.map((sample, i) => (i < index ? sample : { ...sample, at: sample.at + ms }));
  switch (what) {
    case 'code':
      return trace.map((sample, i) => (i === index ? { ...sample, temperatureC: 85.0 } : sample));
    case 'null':
      return trace.map((sample, i) => (i === index ? { ...sample, temperatureC: null } : sample));
    case 'lost':
      return trace.filter((_, i) => i < index || i > index + (place % 4));
    case 'long-lost':
      return shift(70_000);
    case 'late':
      return shift(370);
  }
}
