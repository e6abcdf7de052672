// The store over its whole life: what was committed is there after the next start, and what failed left nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Incident } from '../../../gateway/domain/incident.ts';
import type { CredentialChange } from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch, aDevice, aDraw, aSampleMessage, aTask } from './examples.ts';

let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-store-'));
  store = await openStore({ dataDir });
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

async function restart(): Promise<void> {
  await store.close();
  store = await openStore({ dataDir });
}

test('a draw with its curve is there after a restart', async () => {
  const draw = aDraw({ id: 'hw-1203:1', endedAt: 60_000 });
  const curve = [{ s: 0, temperatureC: 20 }];
  await store.commit(aBatch({ facts: [{ seq: 1, at: 5, fact: { type: 'draw-closed', draw, curve } }] }));
  await restart();
  expect(await store.draw('hw-1203:1')).toEqual({ draw, curve });
});

test('a draw whose tap still runs has its verdict and no curve yet', async () => {
  const draw = aDraw({ id: 'hw-1203:1' });
  await store.commit(aBatch({ facts: [{ seq: 1, at: 5, fact: { type: 'draw-judged', draw } }] }));
  expect(await store.draw('hw-1203:1')).toEqual({ draw, curve: [] });
});

test('a draw that nobody made is not found', async () => {
  expect(await store.draw('hw-1203:1')).toBeUndefined();
});

test('an event id counts as seen from the moment its batch is under way', async () => {
  const committed = store.commit(aBatch({ seen: [{ key: 'event:tea-l1:8f3', at: 1 }] }));
  expect(store.hasSeen('event:tea-l1:8f3')).toBe(true);
  await committed;
  expect(store.hasSeen('event:tea-l1:8f3')).toBe(true);
  expect(store.hasSeen('event:tea-l1:8f4')).toBe(false);
  await restart();
  expect(store.hasSeen('event:tea-l1:8f3')).toBe(true);
});

test('a batch that fails leaves nothing behind, and the next attempt succeeds', async () => {
  await store.commit(aBatch({ samples: [aSampleMessage({ seq: 1 })] }));
  const doomed = aBatch({
    facts: [{ seq: 2, at: 5, fact: { type: 'draw-judged', draw: aDraw({ id: 'hw-1203:1' }) } }],
    samples: [aSampleMessage({ seq: 1 })],
    seen: [{ key: 'event:tea-l1:8f3', at: 1 }],
  });
  await expect(store.commit(doomed)).rejects.toThrow(/UNIQUE constraint failed: sample_batch.seq/);
  expect(store.hasSeen('event:tea-l1:8f3')).toBe(false);
  expect(await store.draw('hw-1203:1')).toBeUndefined();
  expect((await store.recover()).lastSeq).toBe(1);

  await store.commit({ ...doomed, samples: [aSampleMessage({ seq: 3 })] });
  expect((await store.recover()).lastSeq).toBe(3);
});

test('a start looks for no samples before the last time that every snapshot was taken', async () => {
  const device = 'hw-1203' as DeviceId;
  const replayed = async () => {
    const rows: number[] = [];
    for await (const { seq } of (await store.recover()).samples) rows.push(seq);
    return rows;
  };
  await store.commit(aBatch({ samples: [aSampleMessage({ seq: 1, device }), aSampleMessage({ seq: 2, device })] }));
  expect(await replayed()).toEqual([1, 2]);
  await store.commit(aBatch({ snapshotsUpTo: 2 }));
  await store.commit(aBatch({ samples: [aSampleMessage({ seq: 3, device })] }));
  expect(await replayed()).toEqual([3]);
});

test('messages of many samples are read in portions, each to the last', async () => {
  const samples = Array.from({ length: 1_000 }, (_, i) => ({ at: i, readings: { temperature: 41.5, flow: 8 } }));
  await store.commit(
    aBatch({ samples: Array.from({ length: 200 }, (_, i) => aSampleMessage({ seq: i + 1, samples })) }),
  );
  const portions: number[] = [];
  let read = await store.samplesAfter(0, 5_000);
  expect(read).toMatchObject({ isFull: true });
  expect(await store.samplesAfter(190, 5_000)).toMatchObject({ seq: 200, isFull: false });
  for (; read !== undefined; read = await store.samplesAfter(read.seq, 5_000)) portions.push(read.seq);
  expect(portions.at(-1)).toBe(200);
  expect(portions.length).toBeGreaterThan(1);
});

test('samples that the disk damaged do not stand before those that came after them', async () => {
  const ofMessages = (from: number) =>
    aBatch({ samples: Array.from({ length: 3_000 }, (_, i) => aSampleMessage({ seq: from + i })) });
  await store.commit(ofMessages(1));
  await store.commit(ofMessages(3_001));
  await store.database.file.write([
    { sql: "update sample_batch set messages = '[[' where seq <= 3000", parameters: [] },
  ]);
  const damaged = await store.samplesAfter(0, 1);
  expect(damaged).toMatchObject({ isFull: true, devices: [], messages: '[]' });
  const sound = await store.samplesAfter(3_000, 1_000);
  expect(sound).toMatchObject({ seq: 6_000, isFull: false, devices: ['hw-1203'] });
  expect(JSON.parse(sound!.messages)).toHaveLength(3_000);
});

test('a portion is full where there may be more, however many rows it is made of', async () => {
  for (let seq = 1; seq <= 1_200; seq += 20) {
    const samples = Array.from({ length: 600 }, (_, i) => ({ at: i, readings: { temperature: 41.5 + i, flow: i } }));
    await store.commit(
      aBatch({ samples: [aSampleMessage({ seq, samples }), aSampleMessage({ seq: seq + 1, samples })] }),
    );
  }
  let read = await store.samplesAfter(0, 1_000);
  for (; read !== undefined; read = await store.samplesAfter(read.seq, 1_000)) {
    expect(read.isFull).toBe((await store.samplesAfter(read.seq, 1_000)) !== undefined);
  }
});

test('a restart gives back devices, tasks that are open or just over, and the samples after each snapshot, in order', async () => {
  const open = aTask({ id: 't1', state: 'open' });
  const over = aTask({ id: 't2', state: 'verified' });
  const justOver = aTask({ id: 't3', state: 'verified' });
  const change = { at: 1, step: 'open', by: 'hub', to: 'open' } as const;
  await store.commit(
    aBatch({
      facts: [
        { seq: 1, at: 1, fact: { type: 'device-changed', device: aDevice('hw-1') } },
        { seq: 2, at: 1, fact: { type: 'device-changed', device: aDevice('hw-2') } },
        { seq: 3, at: 1, fact: { type: 'task-changed', task: open, change } },
        { seq: 4, at: 1, fact: { type: 'task-changed', task: over, change } },
        { seq: 5, at: 70_000, fact: { type: 'task-changed', task: justOver, change } },
      ],
      samples: [
        aSampleMessage({ seq: 6, device: 'hw-1' as DeviceId }),
        aSampleMessage({ seq: 7, device: 'hw-2' as DeviceId }),
        aSampleMessage({ seq: 8, device: 'hw-1' as DeviceId }),
      ],
      snapshots: [{ device: 'hw-1' as DeviceId, seq: 6, state: '{"draw":true}' }],
    }),
  );
  await restart();
  const recovery = await store.recover();
  expect(recovery.lastSeq).toBe(8);
  expect(recovery.devices.map(({ record }) => record.id)).toEqual(['hw-1', 'hw-2']);
  expect(recovery.openTasks).toEqual([open, justOver]);
  expect([...recovery.snapshots]).toEqual([['hw-1', { seq: 6, state: '{"draw":true}' }]]);
  const samples: [number, string][] = [];
  for await (const { seq, device } of recovery.samples) samples.push([seq, device]);
  expect(samples).toEqual([
    [7, 'hw-2'],
    [8, 'hw-1'],
  ]);
});

test('a restart gives back incidents that stand, and those that are over since a minute at most', async () => {
  const incident = (id: string, closedAt?: number): Incident => ({
    id,
    kind: 'riser',
    subject: id,
    openedAt: 1,
    reasoning: '',
    spaces: [],
    devices: [],
    tasks: [],
    ...(closedAt !== undefined && { closedAt }),
  });
  const all = [incident('a'), incident('b', 9_000), incident('c', 69_000)];
  const facts = all.map((one, nth) => ({
    seq: nth + 1,
    at: one.closedAt ?? 1,
    fact: { type: 'incident-changed', incident: one } as const,
  }));
  await store.commit(aBatch({ facts: [...facts, { ...facts[0]!, seq: 4, at: 70_000 }] }));
  await restart();
  expect((await store.recover()).openIncidents.map(({ id }) => id)).toEqual(['a', 'c']);
});

test('a revoked device comes back neither as a device nor with its secret', async () => {
  await store.commit(
    aBatch({
      facts: [{ seq: 1, at: 1, fact: { type: 'device-changed', device: aDevice('hw-1') } }],
      credentials: [{ type: 'put-device-secret', device: 'hw-1' as DeviceId, hash: 'scrypt:…' }],
    }),
  );
  expect(store.deviceSecretHash('hw-1')).toBe('scrypt:…');
  await store.commit(aBatch({ facts: [{ seq: 2, at: 2, fact: { type: 'device-revoked', device: aDevice('hw-1') } }] }));
  expect(store.deviceSecretHash('hw-1')).toBeUndefined();
  await restart();
  expect(store.deviceSecretHash('hw-1')).toBeUndefined();
  expect((await store.recover()).devices).toEqual([]);
});

const li = { name: 'li', role: 'engineer', passwordHash: 'scrypt$…', disabled: false } as const;
const pms = { name: 'pms', role: 'integration', hash: 'ab' } as const;
const phone = { hash: 'cd', user: 'li', csrfToken: 't', expiresAt: 2, agent: 'a phone' } as const;
const whoMaySignIn = () => ({
  users: store.users(),
  tokens: store.tokens(),
  sessions: store.sessionsOf('li'),
  secret: store.deviceSecretHash('hw-1'),
});
const given: CredentialChange[] = [
  { type: 'put-user', user: li },
  { type: 'put-token', token: pms },
  { type: 'put-session', session: phone },
  { type: 'put-device-secret', device: 'hw-1' as DeviceId, hash: 'ef' },
];
const changed: CredentialChange[] = [
  { type: 'put-user', user: { ...li, role: 'manager', disabled: true } },
  { type: 'delete-token', name: 'pms' },
  { type: 'delete-session', hash: 'cd' },
  { type: 'put-device-secret', device: 'hw-1' as DeviceId, hash: '01' },
];

test('who may sign in is the same after a restart', async () => {
  await store.commit(aBatch({ credentials: given }));
  expect(whoMaySignIn()).toEqual({ users: [li], tokens: [pms], sessions: [phone], secret: 'ef' });
  await restart();
  expect(whoMaySignIn()).toEqual({ users: [li], tokens: [pms], sessions: [phone], secret: 'ef' });
  await store.commit(aBatch({ credentials: changed }));
  const now = { users: [{ ...li, role: 'manager', disabled: true }], tokens: [], sessions: [], secret: '01' };
  expect(whoMaySignIn()).toEqual(now);
  await restart();
  expect(whoMaySignIn()).toEqual(now);
});

test('a batch that fails changes nothing of who may sign in, in memory or on disk', async () => {
  await store.commit(aBatch({ samples: [aSampleMessage({ seq: 1 })], credentials: given }));
  const before = whoMaySignIn();
  const doomed = aBatch({ samples: [aSampleMessage({ seq: 1 })], credentials: changed });
  await expect(store.commit(doomed)).rejects.toThrow(/UNIQUE/);
  expect(whoMaySignIn()).toEqual(before);
  await restart();
  expect(whoMaySignIn()).toEqual(before);
});

test('the data directory of a running hub cannot be opened a second time', async () => {
  await expect(openStore({ dataDir })).rejects.toThrow(`${dataDir}: in use by another hub (pid ${process.pid})`);
});

test('the store says that its disk takes writes', async () => {
  await expect(store.ping()).resolves.toBeUndefined();
});

test('a point that could never be delivered is kept once, with its reason', async () => {
  const letter = { projection: 'influxdb', reason: 'field type conflict', content: '{"measurement":"draw"}' };
  await store.setAside(letter);
  await store.setAside(letter);
  expect(await store.deadLetterCount()).toBe(1);
  expect(await store.deadLetters(10)).toEqual([letter]);
});
