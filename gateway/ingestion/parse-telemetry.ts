// One sample or a batch of them. A payload that is not valid is refused as a whole.
import { catalogue } from '../../devices/catalogue.ts';
import type { DeviceModel } from '../../devices/device-model.ts';
import { Instant } from '../../devices/envelope.ts';
import type { Input, Sample, TimeSource } from '../domain/inputs.ts';
import { deviceInstant } from './device-instant.ts';
import { compilePlainSample, type PlainSample } from './plain-sample.ts';
import { check, Unreadable } from './unreadable.ts';

const mostSamples = 1000;
const plainReaders = new Map(Object.values(catalogue).map((model) => [model, compilePlainSample(model.sample)]));

export function parseTelemetry(raw: Record<string, unknown>, model: DeviceModel, receivedAt: number): SamplesOf {
  if (!Object.hasOwn(raw, 'samples')) {
    const taken = parseSample(raw, model, receivedAt, []);
    return { type: 'samples', samples: [taken.sample], clock: taken.clock, unknownFields: taken.unknownFields };
  }
  const { samples, ...others } = raw;
  if (!Array.isArray(samples)) throw new Unreadable(`samples: expected a list, received ${typeof samples}`);
  if (samples.length === 0) throw new Unreadable('samples: expected at least one');
  if (samples.length > mostSamples) {
    throw new Unreadable(`samples: expected at most ${mostSamples}, received ${samples.length}`);
  }
  const taken = samples.map((one, index) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) {
      throw new Unreadable(`samples.${index}: expected an object`);
    }
    return parseSample(one as Record<string, unknown>, model, receivedAt, ['samples', index]);
  });
  // One sample without a time makes the whole batch too weak for a draw: its order rests on arrival.
  const clock: TimeSource = taken.every((one) => one.clock === 'device') ? 'device' : 'arrival';
  // A device may write its buffer newest first: within one message the instants say the order.
  const inOrder =
    clock === 'device'
      ? taken.map((one) => one.sample).sort((one, other) => one.at - other.at)
      : taken.map((one, index) => arrived(one.sample, receivedAt, index - taken.length + 1));
  return {
    type: 'samples',
    clock,
    samples: inOrder,
    unknownFields: taken.reduce((sum, one) => sum + one.unknownFields, Object.keys(others).length),
  };
}

type SamplesOf = Omit<Extract<Input, { type: 'samples' }>, 'device'>;

/** A millisecond apart, so that the samples of one batch stay different ones. */
function arrived(sample: Sample, receivedAt: number, offsetMs: number): Sample {
  return { ...sample, at: receivedAt + offsetMs };
}

function parseSample(
  raw: Record<string, unknown>,
  model: DeviceModel,
  receivedAt: number,
  where: readonly PropertyKey[],
): { sample: Sample; clock: TimeSource; unknownFields: number } {
  const { readings, unknownFields } = plainReaders.get(model)?.(raw) ?? readWithZod(raw, model, where);
  const { clock, at } = deviceInstant(instantOf(raw['at'], where), receivedAt);
  return { sample: { at, readings }, clock, unknownFields };
}

function readWithZod(raw: Record<string, unknown>, model: DeviceModel, where: readonly PropertyKey[]): PlainSample {
  const { at: _, ...rest } = raw;
  const readings = check(model.sample, rest, where);
  const unknownFields = Object.keys(rest).filter((key) => !Object.hasOwn(model.readings, key)).length;
  return { readings, unknownFields };
}

function instantOf(at: unknown, where: readonly PropertyKey[]): Instant {
  return Number.isFinite(at) ? (at as number) : check(Instant, at, [...where, 'at']);
}
