// The one place where an input becomes facts: decide, commit, evolve, tell. Inputs are decided in the order in which they
// come in; what is decided while a commit is under way goes into the next one (group commit). Nothing is answered, told or
// acknowledged before it is on disk; where the disk refuses, the hotel is read back from what is.

import { crc32 } from 'node:zlib';
import type { DeviceId, DeviceKind } from '../devices/identifiers.ts';
import type { Decision } from './domain/decision.ts';
import type { RecordedFact } from './domain/facts.ts';
import type { Hotel } from './domain/hotel.ts';
import { inputContent, inputKey } from './domain/input-key.ts';
import type { Input } from './domain/inputs.ts';
import type { DeviceRecord } from './domain/property.ts';
import { createOpenBatch, type OpenBatch } from './open-batch.ts';
import {
  type Alongside,
  type Answer,
  type Clock,
  type DeviceViews,
  HubAwayError,
  type Journal,
  type Ledger,
  type LiveFacts,
  type SampleLedger,
  type SamplesInput,
} from './ports.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  /** The hotel as it is on disk, the last sequence number there, and how many messages of samples had to be replayed for it. */
  readonly recall: () => Promise<{ hotel: Hotel; lastSeq: number; replayedMessages: number }>;
  /** After so many messages of samples devices are snapshotted unasked, so that a start never has to replay many more. */
  readonly longestReplay?: number;
  /** Keeps an input that the hub itself failed on, so that nothing is lost while the bug is mended. */
  readonly setAside: (input: Input, reason: string) => Promise<void>;
  /** An id that was seen before came with other content. Told of the first ones of a run; all are counted. */
  readonly saidOtherwise?: (key: string) => Promise<void>;
  /** The store refused writes since that instant, Unix ms, and takes them again. */
  readonly storeBack?: (since: number, reason: string) => Promise<unknown>;
  readonly log: { error(context: object, message: string): void };
}

export interface RunningLedger extends Ledger, SampleLedger, LiveFacts, DeviceViews {
  start(): Promise<void>;
  /** Takes no more, and commits what was taken with a snapshot of every device that moved. */
  stop(): Promise<void>;
  /** Snapshots devices that only sent samples, so that a restart has little to replay and old intake can go. */
  checkpoint(): Promise<void>;
  /** The hub's clock went by hours at once: what was silent meanwhile was not, as after a restart. */
  clockSet(): Promise<void>;
  /** @throws while the store cannot be written: nobody may take a registered device for a stranger meanwhile. */
  kindOf(device: DeviceId): DeviceKind | undefined;
  /** @throws while the hotel is not known. */
  recordOf(device: string): DeviceRecord | undefined;
  /** While the hotel is not known, because the store cannot be written. */
  isAway(): boolean;
  /** Ids that came again with other content, in this run. */
  otherRepeats(): number;
  /** The last sequence number of samples that this run has put on disk; 0 before the first. */
  lastSamplesSeq(): number;
  /** Called after each commit, with facts or without. Returns the way to stop listening. */
  onCommit(listener: () => void): () => void;
}

/** A sender whose ids begin anew repeats them all: the first show what is wrong with it. */
const mostOtherRepeatsTold = 100;
const onDisk = Promise.resolve();
/** How long the store is left alone before the hotel is read back again, ms. */
const recallEveryMs = 500;
/** Read back in less than a second: a start is to be ready within five. */
const houseLongestReplay = 100_000;
/** A deadline that the hub fails on would come due again at once. */
const failedDeadlineRestsMs = 60_000;

export function createLedger(options: LedgerOptions): RunningLedger {
  const { clock, journal, recall, setAside, log, longestReplay = houseLongestReplay } = options;
  const listeners = new Set<(facts: readonly RecordedFact[]) => void>();
  const commitListeners = new Set<() => void>();
  let hotel: Hotel | undefined;
  let toldSeq = 0;
  let lastSamplesSeq = 0;
  let messagesToReplay = 0;
  let otherRepeats = 0;
  let batch = createOpenBatch(0);
  let underWay: OpenBatch | undefined;
  let flushWanted = false;
  let stopped = false;
  let recalling: Promise<void> | undefined;
  let refused: { readonly since: number; readonly reason: string } | undefined;
  let mending: Promise<void> | undefined;
  let endPause: (() => void) | undefined;
  let cancelWake: (() => void) | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;
  let wakeNotBefore = 0;

  /** What was decided and never came to be is not shown: until the hotel is read back, nothing is known of it. */
  function known(): Hotel {
    if (hotel === undefined) throw new HubAwayError('the hub is not taking anything in: its store cannot be written');
    return hotel;
  }

  function running(): Hotel {
    if (stopped) throw new HubAwayError('the hub is not taking anything in: it is stopping');
    return known();
  }

  async function submit(input: Input, { noted, credentials }: Alongside = {}): Promise<Answer> {
    // Who waits here goes on in the order of entry.
    while (mending !== undefined) await mending;
    const taking = running();
    const now = clock.now();
    const key = inputKey(input);
    if (key !== undefined && (batch.hasSeen(key) || underWay?.hasSeen(key) || journal.hasSeen(key))) {
      const said = batch.saidUnder(key) ?? underWay?.saidUnder(key) ?? journal.saidUnder(key);
      if (said !== undefined && said !== crc32(inputContent(input))) noteOtherRepeat(key);
      await durable();
      return { accepted: true, facts: [], repeat: true };
    }
    let decision: Decision;
    try {
      decision = taking.apply(input, now);
    } catch (error) {
      return failedOn(input, error as Error);
    }
    scheduleWake(taking);
    if (decision.refusal === undefined) {
      record(taking, input, decision, key, now);
      if (noted !== undefined) batch.addFact({ type: 'action-noted', noted }, now);
      if (credentials !== undefined) batch.addCredentials(credentials);
    }
    // A refusal rests on what was decided before it, so it waits for that too.
    await durable();
    return decision.refusal === undefined
      ? { accepted: true, facts: decision.facts, repeat: false }
      : { accepted: false, refusal: decision.refusal };
  }

  // Most of what a hub hears, so nothing is awaited for it alone.
  function take(samples: SamplesInput, failed: (reason: string) => Promise<unknown>): Promise<void> {
    if (mending !== undefined) return mending.then(() => take(samples, failed));
    try {
      const taking = running();
      const now = clock.now();
      let decision: Decision;
      try {
        decision = taking.apply(samples, now);
      } catch (error) {
        return failedOn(samples, error as Error)
          .then(({ refusal }) => failed(refusal.detail))
          .then(() => {});
      }
      scheduleWake(taking);
      if (decision.refusal === undefined) record(taking, samples, decision, undefined, now);
      return durable();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** The first counts, and its sender cannot be told: the engineer is. */
  function noteOtherRepeat(key: string): void {
    otherRepeats += 1;
    if (otherRepeats > mostOtherRepeatsTold) return;
    options.saidOtherwise?.(key).catch((error) => log.error({ error }, 'not set aside'));
  }

  /** A bug of ours must not make a device resend for ever, nor leave a hotel behind that is half changed. */
  async function failedOn(input: Input, error: Error): Promise<Answer & { accepted: false }> {
    log.error({ error, type: input.type }, 'the hub failed on an input: it is set aside, and the hotel read back');
    if (input.type === 'time-passed') wakeNotBefore = clock.now() + failedDeadlineRestsMs;
    await readBack();
    await setAside(input, error.stack ?? error.message);
    return { accepted: false, refusal: { code: 'hub-failed', detail: `the hub failed on it: ${error.message}` } };
  }

  /** Whoever submits meanwhile waits. */
  function readBack(): Promise<void> {
    mending ??= mend().finally(() => {
      mending = undefined;
    });
    return mending;
  }

  async function clockSet(): Promise<void> {
    if (hotel === undefined) return;
    cancelWake?.();
    cancelWake = undefined;
    wakeAt = Number.POSITIVE_INFINITY;
    wakeNotBefore = 0;
    await readBack();
  }

  async function mend(): Promise<void> {
    try {
      await durable();
      await recallOnce();
    } catch (error) {
      log.error({ error }, 'the hotel could not be read back from the store');
      hotel = undefined;
      recalling ??= recallUntilDone().finally(() => {
        recalling = undefined;
      });
    }
  }

  function record(from: Hotel, input: Input, decision: Decision, key: string | undefined, now: number): void {
    if (input.type === 'samples' && decision.fresh !== undefined && decision.fresh.length > 0) {
      batch.addSamples({ receivedAt: now, device: input.device, clock: input.clock, samples: decision.fresh });
    }
    for (const fact of decision.facts) batch.addFact(fact, now);
    if (key !== undefined) batch.addSeen(key, now, crc32(inputContent(input)));
    batch.addSnapshots(from.takeTouched());
  }

  /** Resolves when all that was recorded until now is on disk. */
  function durable(): Promise<void> {
    if (batch.isEmpty() && underWay === undefined) return onDisk;
    wantFlush();
    return batch.settled();
  }

  function wantFlush(): void {
    if (flushWanted || underWay !== undefined) return;
    flushWanted = true;
    // One turn of the loop gathers what arrived in the same read.
    setImmediate(() => {
      flushWanted = false;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    while (underWay === undefined && batch.isAwaited()) {
      underWay = batch;
      batch = createOpenBatch(underWay.seq());
      await commit(underWay);
      underWay = undefined;
    }
  }

  async function commit(going: OpenBatch): Promise<void> {
    try {
      if (!going.isEmpty()) await journal.commit(going.contents());
    } catch (error) {
      log.error({ error }, 'the store refused a commit: nothing of it was acknowledged');
      giveUp(going, error as Error);
      return;
    }
    going.resolve();
    const { facts, samples } = going.contents();
    lastSamplesSeq = samples.at(-1)?.seq ?? lastSamplesSeq;
    messagesToReplay += samples.length;
    if (messagesToReplay >= longestReplay) checkpoint().catch((error) => log.error({ error }, 'no snapshot was taken'));
    if (facts.length > 0) {
      toldSeq = facts.at(-1)?.seq ?? toldSeq;
      tellAll(listeners, facts);
    }
    tellAll(commitListeners, undefined);
  }

  /** What was decided since rests on facts that never came to be. */
  function giveUp(going: OpenBatch, error: Error): void {
    const decidedSince = batch;
    refused ??= { since: clock.now(), reason: error.message };
    batch = createOpenBatch(0);
    hotel = undefined;
    cancelWake?.();
    cancelWake = undefined;
    wakeAt = Number.POSITIVE_INFINITY;
    going.reject(error);
    decidedSince.reject(error);
    recalling ??= recallUntilDone().finally(() => {
      recalling = undefined;
    });
  }

  function tellAll<T>(those: ReadonlySet<(told: T) => void>, told: T): void {
    for (const listener of those) {
      try {
        listener(told);
      } catch (error) {
        log.error({ error }, 'a listener of facts failed');
      }
    }
  }

  async function recallOnce(): Promise<void> {
    const recalled = await recall();
    batch = createOpenBatch(recalled.lastSeq);
    toldSeq = recalled.lastSeq;
    messagesToReplay = recalled.replayedMessages;
    hotel = recalled.hotel;
    scheduleWake(hotel);
  }

  async function recallUntilDone(): Promise<void> {
    while (hotel === undefined && !stopped) {
      await pause(recallEveryMs);
      if (stopped) return;
      await recallOnce().catch((error) => log.error({ error }, 'the hotel could not be read back from the store'));
    }
    if (hotel === undefined || refused === undefined) return;
    const { since, reason } = refused;
    refused = undefined;
    options.storeBack?.(since, reason).catch((error) => log.error({ error }, 'not recorded'));
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.schedule(clock.now() + ms, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  function scheduleWake(of: Hotel): void {
    const wanted = stopped ? Number.POSITIVE_INFINITY : (of.wakeAt() ?? Number.POSITIVE_INFINITY);
    const at = Math.max(wanted, wakeNotBefore);
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

  // A few devices a commit: all of a large house at once would keep everybody waiting.
  async function checkpoint(): Promise<void> {
    await mending;
    const of = hotel;
    if (of === undefined) return;
    messagesToReplay = 0;
    const upTo = batch.seq();
    for (const snapshots of of.takeDirty()) {
      batch.addSnapshots(snapshots);
      await durable();
      if (hotel !== of) return;
    }
    batch.snapshotsReach(upTo);
    await durable();
  }

  return {
    start: recallOnce,
    async stop() {
      stopped = true;
      cancelWake?.();
      endPause?.();
      // What was acknowledged is on disk already: a last snapshot that cannot be written only makes the next start longer.
      await checkpoint().catch(() => {});
      await recalling;
    },
    submit,
    take,
    checkpoint,
    clockSet,
    kindOf: (id) => running().recordOf(id)?.kind,
    recordOf: (id) => known().recordOf(id),
    onCommit(listener) {
      commitListeners.add(listener);
      return () => commitListeners.delete(listener);
    },
    otherRepeats: () => otherRepeats,
    lastSamplesSeq: () => lastSamplesSeq,
    lastSeq: () => toldSeq,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isAway: () => hotel === undefined,
    all: () => known().devices(),
    one: (id) => known().device(id),
    spaces: () => known().spaces(),
  };
}
