// The one place where an input becomes facts: decide, commit, evolve, tell. Inputs are decided in the order in which they
// come in; what is decided while a commit is under way goes into the next one (group commit). Nothing is answered, told or
// acknowledged before it is on disk; where the disk refuses, the hotel is read back from what is.

import type { DeviceId, DeviceKind } from '../devices/identifiers.ts';
import type { Decision } from './domain/decision.ts';
import type { Fact, RecordedFact } from './domain/facts.ts';
import type { Hotel } from './domain/hotel.ts';
import { inputKey } from './domain/input-key.ts';
import type { Input } from './domain/inputs.ts';
import type { Answer, Batch, Clock, DeviceViews, Journal, Ledger, LiveFacts, SampleRow } from './ports.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  /** The hotel as it is on disk, and the last sequence number there. */
  readonly recall: () => Promise<{ hotel: Hotel; lastSeq: number }>;
  readonly log: { error(context: object, message: string): void };
}

export interface RunningLedger extends Ledger, LiveFacts, DeviceViews {
  start(): Promise<void>;
  /** Commits what was taken, with a snapshot of every device, and takes no more. */
  stop(): Promise<void>;
  /** Snapshots devices that only sent samples, so that a restart has little to replay and old intake can go. */
  checkpoint(): Promise<void>;
  kindOf(device: DeviceId): DeviceKind | undefined;
  /** Called after each commit, with facts or without. Returns the way to stop listening. */
  onCommit(listener: () => void): () => void;
}

interface OpenBatch {
  facts: RecordedFact[];
  samples: SampleRow[];
  seen: { key: string; at: number }[];
  snapshots: Map<string, Batch['snapshots'][number]>;
  waiting: { resolve(): void; reject(error: Error): void }[];
}

/** How long the store is left alone before the hotel is read back again, ms. */
const recallEveryMs = 500;

export function createLedger({ clock, journal, recall, log }: LedgerOptions): RunningLedger {
  const listeners = new Set<(facts: readonly RecordedFact[]) => void>();
  const commitListeners = new Set<() => void>();
  let hotel: Hotel | undefined;
  let seq = 0;
  let toldSeq = 0;
  let batch = emptyBatch();
  let committing: Promise<void> | undefined;
  let flushWanted = false;
  let stopped = false;
  let recalling: Promise<void> | undefined;
  let cancelWake: (() => void) | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;

  async function submit(input: Input): Promise<Answer> {
    if (hotel === undefined || stopped)
      throw new Error('the hub is not taking anything in: its store cannot be written');
    const now = clock.now();
    const key = inputKey(input);
    if (key !== undefined && (batch.seen.some((one) => one.key === key) || journal.hasSeen(key))) {
      await durable();
      return { accepted: true, facts: [], repeat: true };
    }
    const decision = hotel.apply(input, now);
    scheduleWake(hotel);
    if (decision.refusal !== undefined) return { accepted: false, refusal: decision.refusal };
    record(hotel, input, decision, key, now);
    await durable();
    return { accepted: true, facts: decision.facts, repeat: false };
  }

  function record(from: Hotel, input: Input, decision: Decision, key: string | undefined, now: number): void {
    if (input.type === 'samples' && decision.fresh !== undefined && decision.fresh.length > 0) {
      seq += 1;
      batch.samples.push({ seq, receivedAt: now, device: input.device, clock: input.clock, samples: decision.fresh });
    }
    for (const fact of decision.facts) batch.facts.push(number(fact, now));
    if (key !== undefined) batch.seen.push({ key, at: now });
    keepSnapshots(from.takeTouched());
  }

  function number(fact: Fact, at: number): RecordedFact {
    seq += 1;
    return { seq, at, fact };
  }

  function keepSnapshots(snapshots: ReturnType<Hotel['takeTouched']>): void {
    for (const one of snapshots) batch.snapshots.set(one.device, { ...one, seq });
  }

  /** Resolves when all that was recorded until now is on disk. */
  function durable(): Promise<void> {
    if (isEmpty(batch) && committing === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      batch.waiting.push({ resolve, reject });
      wantFlush();
    });
  }

  function wantFlush(): void {
    if (flushWanted || committing !== undefined) return;
    flushWanted = true;
    // One turn of the loop gathers what arrived in the same read.
    setImmediate(() => {
      flushWanted = false;
      flush();
    });
  }

  function flush(): void {
    if (committing !== undefined || batch.waiting.length === 0) return;
    const going = batch;
    batch = emptyBatch();
    committing = commit(going).finally(() => {
      committing = undefined;
      flush();
    });
  }

  async function commit(going: OpenBatch): Promise<void> {
    try {
      if (!isEmpty(going)) await journal.commit({ ...going, snapshots: [...going.snapshots.values()] });
    } catch (error) {
      // What was decided since rests on facts that never came to be.
      const lost = [...going.waiting, ...batch.waiting];
      batch = emptyBatch();
      hotel = undefined;
      for (const one of lost) one.reject(error as Error);
      log.error({ error }, 'the store refused a commit: nothing of it was acknowledged');
      recalling ??= recallUntilDone().finally(() => {
        recalling = undefined;
      });
      return;
    }
    for (const one of going.waiting) one.resolve();
    tell(going.facts);
    for (const listener of commitListeners) listener();
  }

  function tell(facts: readonly RecordedFact[]): void {
    if (facts.length === 0) return;
    toldSeq = facts.at(-1)?.seq ?? toldSeq;
    for (const listener of listeners) {
      try {
        listener(facts);
      } catch (error) {
        log.error({ error }, 'a listener of facts failed');
      }
    }
  }

  async function recallOnce(): Promise<void> {
    const recalled = await recall();
    seq = recalled.lastSeq;
    toldSeq = recalled.lastSeq;
    hotel = recalled.hotel;
    scheduleWake(hotel);
  }

  async function recallUntilDone(): Promise<void> {
    while (hotel === undefined && !stopped) {
      await new Promise((resolve) => setTimeout(resolve, recallEveryMs));
      await recallOnce().catch((error) => log.error({ error }, 'the hotel could not be read back from the store'));
    }
  }

  function scheduleWake(of: Hotel): void {
    const at = of.wakeAt() ?? Number.POSITIVE_INFINITY;
    if (at === wakeAt) return;
    cancelWake?.();
    wakeAt = at;
    cancelWake = at === Number.POSITIVE_INFINITY ? undefined : clock.schedule(at, wake);
  }

  function wake(): void {
    wakeAt = Number.POSITIVE_INFINITY;
    cancelWake = undefined;
    if (hotel === undefined || stopped) return;
    submit({ type: 'time-passed' }).catch((error) => log.error({ error }, 'a deadline could not be recorded'));
  }

  async function checkpoint(): Promise<void> {
    if (hotel === undefined) return;
    keepSnapshots(hotel.takeDirty());
    await durable();
  }

  return {
    start: recallOnce,
    async stop() {
      cancelWake?.();
      await checkpoint();
      stopped = true;
      await committing;
      await recalling;
    },
    submit,
    checkpoint,
    onCommit(listener) {
      commitListeners.add(listener);
      return () => commitListeners.delete(listener);
    },
    lastSeq: () => toldSeq,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kindOf: (id) => hotel?.kindOf(id),
    all: () => hotel?.devices() ?? [],
    one: (id) => hotel?.device(id),
    spaces: () => hotel?.spaces() ?? [],
  };
}

function emptyBatch(): OpenBatch {
  return { facts: [], samples: [], seen: [], snapshots: new Map(), waiting: [] };
}

function isEmpty(batch: OpenBatch): boolean {
  return (
    batch.facts.length === 0 && batch.samples.length === 0 && batch.seen.length === 0 && batch.snapshots.size === 0
  );
}
