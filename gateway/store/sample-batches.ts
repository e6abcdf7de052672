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
/** So many rows are held, or removed, in one step. */
export const sampleBatchesAtOnce = 50;

export function sampleBatches(messages: readonly SampleMessage[]): readonly SampleBatch[] {
  const rows: SampleMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    if (room <= 0) {
      rows.push([]);
      room = mostSamplesOfRow;
    }
    rows.at(-1)!.push(message);
    room -= message.samples.length;
  }
  return rows.map(toBatch);
}

function toBatch(messages: readonly SampleMessage[]): SampleBatch {
  const { seq, receivedAt } = messages.at(-1)!;
  const stored = messages.map(
    (one): StoredMessage => [one.device, storedSamples(one.samples), one.seq, one.clock, one.receivedAt],
  );
  const devices = new Set(messages.map(({ device }) => device));
  return { seq, received_at: receivedAt, devices: [...devices].join(','), messages: JSON.stringify(stored) };
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
