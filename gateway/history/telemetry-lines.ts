// From packed samples to lines of telemetry, each sample at its own instant. The series of a device is spelled once a write.
import type { Sample } from '../domain/inputs.ts';
import { type StoredSamples, samplesStored } from '../domain/stored-samples.ts';
import type { PackedSamples } from '../ports.ts';
import { fieldText, seriesText } from './line-protocol.ts';
import { isReadingName, present, safeField, safeTag } from './safe-values.ts';

/** Kind and space of a device, for the tags of its telemetry. */
export interface DeviceTags {
  readonly kind: string;
  readonly space: string;
}

export interface TaggedSamples extends Pick<PackedSamples, 'messages'> {
  /** Of each device; one that is not known any more has none. */
  readonly tags: Readonly<Record<string, DeviceTags>>;
}

/** A reading that is null is left out; a sample in which nothing is left makes no line. */
export function telemetryLines({ messages, tags }: TaggedSamples, property: string): readonly string[] {
  const parsed = JSON.parse(messages) as readonly (readonly [device: string, stored: StoredSamples])[];
  const seriesOf = new Map<string, string>();
  const nameable = new Map<string, boolean>();
  const lines: string[] = [];

  function series(device: string): string {
    const own = Object.hasOwn(tags, device) ? tags[device] : undefined;
    const text = seriesText('telemetry', present({ property, device, ...own }, safeTag));
    seriesOf.set(device, text);
    return text;
  }

  function isNameable(name: string): boolean {
    const known = nameable.get(name) ?? isReadingName(name);
    nameable.set(name, known);
    return known;
  }

  function fieldsText({ readings }: Sample): string {
    let text = '';
    for (const name in readings) {
      if (!isNameable(name)) continue;
      const value = safeField(readings[name]);
      if (value !== undefined) text += `${text === '' ? '' : ','}${fieldText(name, value)}`;
    }
    return text;
  }

  for (const [device, stored] of parsed) {
    const begin = seriesOf.get(device) ?? series(device);
    for (const sample of samplesStored(stored)) {
      const fields = fieldsText(sample);
      if (fields !== '') lines.push(`${begin} ${fields} ${Math.trunc(sample.at)}000000`);
    }
  }
  return lines;
}
