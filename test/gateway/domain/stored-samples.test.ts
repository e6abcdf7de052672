// What is kept of a message is what was said, to the last digit and in its order; what a disk has damaged stops nobody.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sample } from '../../../gateway/domain/inputs.ts';
import { type StoredSamples, samplesStored, storedSamples } from '../../../gateway/domain/stored-samples.ts';

const asJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
);
const readings = fc.dictionary(fc.constantFrom('temperature', 'flow', 'battery', 'leak'), value);
const at = fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.double({ min: 0, max: 2e12, noNaN: true }));
const samples = fc.array(fc.record({ at, readings }), { maxLength: 20 });
const alike = fc.integer({ min: 0, max: 1 }).chain((fields) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 2e12 }),
      readings: fields === 0 ? fc.record({ temperature: value, flow: value }) : fc.record({ temperature: value }),
    }),
    { maxLength: 20 },
  ),
);

describe('samples of one message', () => {
  test('are read as they were said, whatever they say', () => {
    fc.assert(
      fc.property(fc.oneof(samples, alike), (said: Sample[]) => {
        expect(samplesStored(asJson(storedSamples(said)))).toEqual(asJson(said));
      }),
    );
  });

  test('that say the same readings lie in columns, a quarter as long', () => {
    const minute = Array.from({ length: 60 }, (_, s) => ({
      at: 1_790_000_000_000 + s * 1000,
      readings: { temperature: 20.5 + s, flow: 8 },
    }));
    const stored = JSON.stringify(storedSamples(minute));
    expect(stored.length * 4).toBeLessThan(JSON.stringify(minute).length);
  });

  test('that lie one by one, as older hubs kept them, are read too', () => {
    const said = [
      { at: 1, readings: { flow: 8 } },
      { at: 2, readings: { flow: 0 } },
    ];
    expect(samplesStored(said)).toEqual(said);
  });

  test('that the disk damaged are read as far as they say anything', () => {
    const stored = JSON.stringify(
      storedSamples([1, 2, 3].map((at) => ({ at, readings: { temperature: 40, flow: at } }))),
    );
    for (let place = 0; place < stored.length; place += 1) {
      for (let bit = 0; bit < 7; bit += 1) {
        const damaged = Buffer.from(stored);
        damaged[place]! ^= 1 << bit;
        const read = fromJson(damaged.toString());
        if (read !== undefined) expect(Array.isArray(samplesStored(read))).toBe(true);
      }
    }
  });
});

/** A row that is no JSON any more is not read at all. */
function fromJson(text: string): StoredSamples | undefined {
  try {
    return JSON.parse(text) as StoredSamples;
  } catch {
    return undefined;
  }
}
