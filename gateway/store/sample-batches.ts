// The messages of samples of one commit, as they lie on disk: one row for many, taken apart by whoever needs them one by one.
import type { DeviceId } from '../../devices/identifiers.ts';
import { type StoredSamples, samplesStored, storedSamples } from '../domain/stored-samples.ts';
import type { SampleMessage } from '../ports.ts';
import type { Tables } from './tables.ts';

type SampleBatch = Tables['sample_batch'];
/** Device and samples lead: they are all that a history asks for. */
type StoredMessage = readonly [
  device: DeviceId,
  samples: StoredSamples,
  seq: number,
  clock: SampleMessage['clock'],
  receivedAt: number,
];

/** A row is read, damaged and removed as one: it is cut before it holds more than some two hundred kilobytes. */
const mostSamplesOfRow = 2_000;

export function sampleBatches(messages: readonly SampleMessage[]): readonly SampleBatch[] {
  const batches: SampleBatch[] = [];
  let devices = new Set<DeviceId>();
  let stored: StoredMessage[] = [];
  let samplesOfRow = 0;
  messages.forEach(({ seq, receivedAt, device, clock, samples }, index) => {
    devices.add(device);
    stored.push([device, storedSamples(samples), seq, clock, receivedAt]);
    samplesOfRow += samples.length;
    if (samplesOfRow < mostSamplesOfRow && index < messages.length - 1) return;
    batches.push({
      seq,
      received_at: receivedAt,
      devices: [...devices].join(','),
      messages: JSON.stringify(stored),
    });
    devices = new Set();
    stored = [];
    samplesOfRow = 0;
  });
  return batches;
}

export function messagesOf({ messages }: Pick<SampleBatch, 'messages'>): readonly SampleMessage[] {
  return (JSON.parse(messages) as readonly StoredMessage[]).map(([device, stored, seq, clock, receivedAt]) => ({
    seq,
    receivedAt,
    device,
    clock,
    samples: samplesStored(stored),
  }));
}
