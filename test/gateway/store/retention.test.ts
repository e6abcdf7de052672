// What may leave the store: only what is old enough, and nothing that a projection or a restart still has to read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import { createRetention, type Retention } from '../../../gateway/store/retention.ts';
import { createSealing } from '../../../gateway/store/sealing.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch, aDraw, aSampleMessage, aTask } from './examples.ts';

let dataDir: string;
let store: Store;
let retention: Retention;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-retention-'));
  store = await openStore({ dataDir });
  retention = createRetention(store.database);
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

async function remaining(): Promise<number[]> {
  const rows = await store.database.kysely.selectFrom('sample_batch').select('seq').orderBy('seq').execute();
  return rows.map(({ seq }) => seq);
}
const opened = { at: 1, step: 'open', by: 'hub', to: 'open' } as const;

test.each([
  ['the history has not read it yet', { cursor: 2, snapshots: 4 }, [3, 4]],
  ['a restart would need it', { cursor: 4, snapshots: 3 }, [4]],
  ['nobody needs it', { cursor: 4, snapshots: 4 }, []],
])('a sample stays while %s', async (_, { cursor, snapshots }, expected) => {
  for (const seq of [1, 2, 3, 4]) {
    await store.commit(aBatch({ samples: [aSampleMessage({ seq, receivedAt: 1_000 })] }));
  }
  await store.commit(aBatch({ snapshotsUpTo: snapshots }));
  await store.moveCursor('history', cursor);
  await retention.dropSamples(['history'], 0);
  expect(await remaining()).toEqual(expected);
});

test('what a commit took leaves as one, when nobody needs the last of it', async () => {
  const samples = [1, 2, 3].map((seq) => aSampleMessage({ seq, device: `hw-${seq}` as DeviceId }));
  await store.commit(aBatch({ samples, snapshotsUpTo: 2 }));
  await store.moveCursor('history', 3);
  await retention.dropSamples(['history'], 0);
  expect(await remaining()).toEqual([3]);
  await store.commit(aBatch({ snapshotsUpTo: 3 }));
  await retention.dropSamples(['history'], 0);
  expect(await remaining()).toEqual([]);
});

test('a sample leaves by its age where no snapshot was ever taken', async () => {
  for (const [seq, receivedAt] of [
    [1, 1_000],
    [2, 3_000],
  ] as const) {
    await store.commit(aBatch({ samples: [aSampleMessage({ seq, receivedAt })] }));
  }
  await store.moveCursor('history', 2);
  expect(await retention.dropSamples(['history'], 2_000)).toBe(1);
  expect(await remaining()).toEqual([2]);
});

test('a sample stays while one of two projections has not even begun', async () => {
  await store.commit(aBatch({ samples: [aSampleMessage({ seq: 1 })] }));
  await store.moveCursor('history', 1);
  await retention.dropSamples(['history', 'export'], 1_000);
  expect(await remaining()).toEqual([1]);
});

const dayMs = 24 * 3_600_000;
const dayAt = (at: number) => {
  const from = Math.floor(at / dayMs) * dayMs;
  return { key: new Date(from).toISOString().slice(0, 10), from, to: from + dayMs };
};

test('old evidence leaves by whole sealed days, an old task that is still open stays', async () => {
  await store.commit(
    aBatch({
      facts: [
        { seq: 1, at: 1, fact: { type: 'draw-closed', draw: aDraw({ id: 'old', startedAt: 1 }), curve: [] } },
        { seq: 2, at: 1, fact: { type: 'task-changed', task: aTask({ id: 'open', openedAt: 1 }), change: opened } },
        {
          seq: 3,
          at: dayMs,
          fact: { type: 'draw-closed', draw: aDraw({ id: 'young', startedAt: dayMs }), curve: [] },
        },
      ],
    }),
  );
  const before = 2 * dayMs;
  await createSealing({ ...store.database, dayAt }).sealDays(dayMs + 1);
  await store.moveCursor('history', 1);
  expect(await retention.oldEvidence(before)).toBeUndefined();
  await store.moveCursor('history', 3);
  expect(await retention.oldEvidence(dayMs)).toBeUndefined();
  const old = await retention.oldEvidence(before);
  expect(old).toEqual({ day: '1970-01-01', lastSeq: 2 });
  await retention.dropEvidence(before, old!);
  expect(await retention.oldEvidence(before)).toBeUndefined();
  expect((await store.draws({ limit: 10 })).items.map(({ id }) => id)).toEqual(['young']);
  expect((await store.tasks({ limit: 10 })).items.map(({ id }) => id)).toEqual(['open']);
  expect((await store.factsAfter(0, 10)).map(({ seq }) => seq)).toEqual([3]);
});

test('an event id is forgotten only when it is old', async () => {
  await store.commit(
    aBatch({
      seen: [
        { key: 'old', at: 1 },
        { key: 'young', at: 9 },
      ],
    }),
  );
  await retention.forgetSeen(5);
  expect([store.hasSeen('old'), store.hasSeen('young')]).toEqual([false, true]);
});

test('a session that has run out is gone from the disk', async () => {
  const sessions = [
    { hash: 'a', user: 'li', csrfToken: 'x', expiresAt: 5 },
    { hash: 'b', user: 'li', csrfToken: 'y', expiresAt: 15 },
  ];
  await store.commit(aBatch({ credentials: sessions.map((session) => ({ type: 'put-session', session })) }));
  expect(await retention.dropExpiredSessions(10)).toBe(1);
});
