// Everything that follows the facts behind a durable cursor, and what each of them follows.
import { wirePush } from '../api/wire/push.ts';
import { wireTask } from '../api/wire/task.ts';
import type { FactType, RecordedFact } from '../domain/facts.ts';
import { createDeviceCommands } from '../downlink/device-commands.ts';
import { createStaffPushes } from '../notifications/staff-pushes.ts';
import { createStaffTopic } from '../notifications/staff-topic.ts';
import { type PhoneRings, phoneRingsProjection } from '../notifications/web-push/phone-rings.ts';
import type { Downlink, History } from '../ports.ts';
import { createProjector, type Projector } from '../projector.ts';
import type { HubParts } from './hub-parts.ts';
import { createHistoryWatch } from './watch-history.ts';

const factsAtOnce = 500;
const sampleBatchesAtOnce = 1_000;
/** Telemetry is nobody's evidence: it may come to the history so much later, and devices wait less for the disk. */
const samplesGatherMs = 250;
/** What a history is told of. */
export const historyFacts = [
  'draw-closed',
  'touchpoint-recorded',
  'touchpoint-judged',
  'task-changed',
] as const satisfies readonly FactType[];

export interface NamedProjector {
  readonly name: string;
  readonly projector: Projector;
}

/** A history has cursors of its own: one that is added later is told all facts from the first. */
export function factsProjection({ name }: Pick<History, 'name'>): string {
  return `${name}-facts`;
}

export function samplesProjection(history: History): string {
  return `${history.name}-samples`;
}

/** What is told of facts. */
export type FactFollower = Pick<History, 'name' | 'writeFacts' | 'marks'>;

interface ProjectorParts extends HubParts {
  readonly history: History;
  readonly followers: readonly FactFollower[];
  readonly link: Downlink;
  /** Unset where locked phones are not woken. */
  readonly rings?: PhoneRings;
}

export function createProjectors(parts: ProjectorParts): readonly NamedProjector[] {
  const { config, log, clock, store, ledger, history, followers, link, rings } = parts;
  const property = config.property.id;
  const knownUpTo = ledger.lastSeq();
  const ofFacts = (
    name: string,
    types: readonly FactType[],
    deliver: (facts: readonly RecordedFact[]) => Promise<void>,
    watch = {},
  ) => {
    const read = (after: number, limit: number) => store.factsAfter(after, limit, types);
    const options = { name, feed: store, read, deliver, batchSize: factsAtOnce, knownUpTo, log };
    const projector = createProjector({ ...options, ...watch });
    ledger.subscribe((facts) => {
      if (facts.some(({ fact }) => types.includes(fact.type))) projector.wake();
    });
    return { name, projector };
  };
  const watchHistory = createHistoryWatch(parts);
  const samplesName = samplesProjection(history);
  const samplesAfter = async (seq: number, limit: number) => {
    const packed = await store.samplesAfter(seq, limit);
    return packed === undefined ? [] : [packed];
  };
  const samples = createProjector({
    name: samplesName,
    feed: store,
    read: samplesAfter,
    deliver: async ([packed]) => {
      if (packed !== undefined) await history.writeSamples(packed);
    },
    batchSize: sampleBatchesAtOnce,
    isFull: ([packed]) => packed?.isFull === true,
    gatherMs: samplesGatherMs,
    log,
    ...watchHistory(history, { name: samplesName, of: 'samples', next: (seq) => samplesAfter(seq, 1) }),
  });
  ledger.onCommit(samples.wake);

  return [
    ...followers.map((follower) => {
      const name = factsProjection(follower);
      const next = (seq: number) => store.factsAfter(seq, 1, historyFacts);
      return ofFacts(name, historyFacts, follower.writeFacts, watchHistory(follower, { name, of: 'facts', next }));
    }),
    { name: samplesName, projector: samples },
    ofFacts('staff-topic', ['task-changed'], createStaffTopic({ property, downlink: link, describe: wireTask })),
    ofFacts('staff-pushes', ['push-decided'], createStaffPushes({ property, downlink: link, describe: wirePush })),
    ...(rings === undefined
      ? []
      : [ofFacts(phoneRingsProjection, ['push-decided'], rings.deliver, { feed: rings.feed })]),
    ofFacts('device-commands', ['command-changed'], createDeviceCommands({ property, downlink: link, clock })),
  ];
}
