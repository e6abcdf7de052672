// What the quick reader takes, zod takes and reads alike; every model of the house has one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../../../devices/catalogue.ts';
import { compilePlainSample } from '../../../gateway/ingestion/plain-sample.ts';

const values = fc.oneof(
  fc.double(),
  fc.integer({ min: -200, max: 20_000 }),
  fc.constantFrom(
    0,
    5,
    40,
    100,
    200,
    100_000,
    Number.POSITIVE_INFINITY,
    null,
    true,
    false,
    '',
    'heat',
    'm'.repeat(33),
    [],
    {},
  ),
);

describe.each(Object.values(catalogue))('a $kind', ({ sample, readings }) => {
  const names = [...Object.keys(readings), 'rssi', '__proto__', 'constructor'];
  const samples = fc
    .array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 8 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`),
    );

  it('is read as zod reads it, or left to zod', () => {
    const read = compilePlainSample(sample);
    expect(read).toBeDefined();
    fc.assert(
      fc.property(samples, (raw) => {
        const plain = read?.(raw);
        if (plain === undefined) return;
        expect({ ...plain.readings }).toEqual(sample.parse(raw));
        expect(plain.unknownFields).toBe(Object.keys(raw).filter((name) => !Object.hasOwn(readings, name)).length);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('reads what a good hot-water sensor sends', () => {
  const read = compilePlainSample(catalogue['hot-water-sensor'].sample);
  expect(read?.({ at: 1, temperature: null, flow: 0, rssi: -60 })).toEqual({
    readings: { temperature: null, flow: 0 },
    unknownFields: 1,
  });
  expect(read?.({ at: 1, temperature: 20 })).toBeUndefined();
});

it.each([
  ['a bound that is not included', z.object({ volume: z.number().positive() })],
  ['a text with a pattern', z.object({ mode: z.string().regex(/^h/) })],
  ['a step', z.object({ level: z.number().multipleOf(5) })],
  ['no object', z.record(z.string(), z.number())],
])('knows nothing of %s, and leaves it to zod', (_what, schema) => {
  expect(compilePlainSample(schema)).toBeUndefined();
});
