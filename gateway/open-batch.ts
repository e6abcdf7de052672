// What goes into one commit: facts and samples in the hub's one order, the ids that are taken with them, and who waits for it.
import type { DeviceId } from '../devices/identifiers.ts';
import type { Fact, RecordedFact } from './domain/facts.ts';
import type { DeviceSnapshots } from './domain/hotel.ts';
import type { Batch, CredentialChange, SampleMessage } from './ports.ts';

export interface OpenBatch {
  addFact(fact: Fact, at: number): void;
  addSamples(message: Omit<SampleMessage, 'seq'>): void;
  addSeen(key: string, at: number, said: number): void;
  addCredentials(changes: readonly CredentialChange[]): void;
  /** Of devices as they are after all that was added until now. */
  addSnapshots(snapshots: DeviceSnapshots): void;
  /** With this batch every sample up to this sequence number is in a snapshot. */
  snapshotsReach(seq: number): void;
  hasSeen(key: string): boolean;
  saidUnder(key: string): number | undefined;
  /** The last sequence number that was given. */
  seq(): number;
  isEmpty(): boolean;
  contents(): Batch;
  /** Settles when the batch does: one promise for all who wait. */
  settled(): Promise<void>;
  isAwaited(): boolean;
  resolve(): void;
  reject(error: Error): void;
}

export function createOpenBatch(lastSeq: number): OpenBatch {
  const facts: RecordedFact[] = [];
  const samples: SampleMessage[] = [];
  const seen = new Map<string, { readonly at: number; readonly said: number }>();
  const snapshots = new Map<DeviceId, Batch['snapshots'][number]>();
  let credentials: readonly CredentialChange[] = [];
  let snapshotsUpTo: number | undefined;
  let waiting: PromiseWithResolvers<void> | undefined;
  let seq = lastSeq;

  return {
    addFact(fact, at) {
      seq += 1;
      facts.push({ seq, at, fact });
      // Written after the facts, it would outlive the device.
      if (fact.type !== 'device-revoked') return;
      const { id } = fact.device.record;
      snapshots.delete(id);
      credentials = credentials.filter((change) => change.type !== 'put-device-secret' || change.device !== id);
    },
    addSamples(message) {
      seq += 1;
      samples.push({ seq, ...message });
    },
    addSeen(key, at, said) {
      seen.set(key, { at, said });
    },
    addCredentials(changes) {
      credentials = [...credentials, ...changes];
    },
    addSnapshots(taken) {
      for (const one of taken) snapshots.set(one.device, { ...one, seq });
    },
    snapshotsReach(upTo) {
      snapshotsUpTo = upTo;
    },
    hasSeen: (key) => seen.has(key),
    saidUnder: (key) => seen.get(key)?.said,
    seq: () => seq,
    isEmpty: () =>
      facts.length === 0 &&
      samples.length === 0 &&
      seen.size === 0 &&
      snapshots.size === 0 &&
      credentials.length === 0 &&
      snapshotsUpTo === undefined,
    contents: () => ({
      facts,
      samples,
      seen: [...seen].map(([key, one]) => ({ key, ...one })),
      snapshots: [...snapshots.values()],
      ...(snapshotsUpTo !== undefined && { snapshotsUpTo }),
      credentials,
    }),
    settled() {
      waiting ??= Promise.withResolvers();
      return waiting.promise;
    },
    isAwaited: () => waiting !== undefined,
    resolve: () => waiting?.resolve(),
    reject: (error) => waiting?.reject(error),
  };
}
