// How the samples of one message are kept: a column for each reading and the steps of time between them, a quarter of what they take
// one by one. Pure. Whatever lies on a disk is read as samples: a disk may damage what it keeps.

import type { Readings, ReadingValue } from '../../devices/device-model.ts';
import type { Sample } from './inputs.ts';

/** The first instant, Unix ms, then how much later each next one is; of each reading a value for each instant. */
interface SampleColumns {
  readonly at: readonly number[];
  readonly readings: Readonly<Record<string, readonly ReadingValue[]>>;
}

/** As JSON. Samples that do not all say the same readings are kept one by one. */
export type StoredSamples = SampleColumns | readonly Sample[];

export function storedSamples(samples: readonly Sample[]): StoredSamples {
  const [first] = samples;
  if (first === undefined || samples.length === 1) return samples;
  const names = Object.keys(first.readings);
  const columns: ReadingValue[][] = names.map(() => []);
  const at: number[] = [];
  let previousAt = 0;
  for (const sample of samples) {
    if (!Number.isSafeInteger(sample.at) || !addTo(columns, names, sample.readings)) return samples;
    at.push(sample.at - previousAt);
    previousAt = sample.at;
  }
  return { at, readings: Object.fromEntries(names.map((name, index) => [name, columns[index]!])) };
}

/** False where it says other readings than those. */
function addTo(columns: readonly ReadingValue[][], names: readonly string[], readings: Readings): boolean {
  let said = 0;
  for (const _ in readings) said += 1;
  if (said !== names.length) return false;
  for (let index = 0; index < names.length; index += 1) {
    const value = readings[names[index]!];
    if (value === undefined) return false;
    columns[index]!.push(value);
  }
  return true;
}

/** @param stored what `storedSamples` made, from JSON. */
export function samplesStored(stored: StoredSamples): readonly Sample[] {
  if (Array.isArray(stored)) return stored;
  const { at: steps, readings: columns } = (stored ?? {}) as Partial<SampleColumns>;
  if (!Array.isArray(steps)) return [];
  const entries = Object.entries(columns ?? {});
  let at = 0;
  return (steps as readonly number[]).map((step, nth) => {
    at += step;
    return { at, readings: Object.fromEntries(entries.map(([name, column]) => [name, column?.[nth]])) };
  });
}
