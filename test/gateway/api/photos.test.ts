// Pictures of tasks: who may add and see them, and what the hub will not take.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSecret, makeSecret } from '../../../gateway/api/authentication/secrets.ts';
import type { Role } from '../../../gateway/domain/property.ts';
import type { TaskHistoryEntry } from '../../../gateway/domain/task.ts';
import { createRetention } from '../../../gateway/store/retention.ts';
import { someMoment, taskChanged } from './examples.ts';
import { aJpeg, exif, jfif } from './photo/a-jpeg.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
const history: TaskHistoryEntry[] = [];
beforeEach(async () => {
  history.length = 0;
  hub = await startTestApi();
  await hub.happen(taskChanged({ id: 'towels', role: 'housekeeping', state: 'started', history }));
  hub.answer = async (input) => {
    if (input.type !== 'add-photo') throw new Error(`nobody asked for ${input.type}`);
    history.push({ at: someMoment, step: 'photo', by: input.by.name, to: 'started', note: input.photo });
    await hub.happen(taskChanged({ id: 'towels', role: 'housekeeping', state: 'started', history }));
    return { accepted: true, facts: [], repeat: false };
  };
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const idOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function send(role: Role, bytes: Buffer, type = 'image/jpeg', task = 'towels') {
  const token = makeSecret();
  await hub.change({ type: 'put-token', token: { name: `a-${role}`, role, hash: hashSecret(token) } });
  const answer = await fetch(`${hub.url}/api/v1/tasks/${task}/photos?at=2026-03-01T05:59:00Z`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function see(role: Role, photo: string) {
  const token = makeSecret();
  await hub.change({ type: 'put-token', token: { name: `a-${role}`, role, hash: hashSecret(token) } });
  const answer = await fetch(`${hub.url}/api/v1/tasks/towels/photos/${photo}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}

test('a picture is kept without where and when it was taken, and seen by who may read the task', async () => {
  const kept = aJpeg();
  const { status, body } = await send('housekeeping', aJpeg({ extras: [jfif, exif] }));
  expect({ status, photos: body['photos'] }).toMatchObject({
    status: 200,
    photos: [{ id: idOf(kept), by: 'a-housekeeping' }],
  });
  expect(hub.inputs).toMatchObject([
    { type: 'add-photo', task: 'towels', photo: idOf(kept), tappedAt: Date.parse('2026-03-01T05:59:00Z') },
  ]);
  const seen = await see('manager', idOf(kept));
  expect(seen).toMatchObject({ status: 200, type: 'image/jpeg' });
  expect(seen.bytes.equals(kept)).toBe(true);
  expect((await see('engineer', idOf(kept))).status).toBe(403);
});

test('the same picture again changes nothing', async () => {
  await send('housekeeping', aJpeg());
  expect((await send('housekeeping', aJpeg())).status).toBe(200);
  expect(hub.inputs).toHaveLength(1);
});

test.each([
  ['what is no picture', Buffer.from('hello'), 'image/jpeg', 400],
  ['a picture that nobody has shrunk', aJpeg({ width: 4000 }), 'image/jpeg', 400],
  ['more than 300 kB', Buffer.concat([aJpeg(), Buffer.alloc(310_000)]), 'image/jpeg', 413],
  ['another kind of file', Buffer.from('<svg/>'), 'image/svg+xml', 415],
  ['JSON', Buffer.from('{}'), 'application/json', 415],
])('%s is not taken', async (_what, bytes, type, status) => {
  expect((await send('housekeeping', bytes, type)).status).toBe(status);
  expect(hub.inputs).toEqual([]);
});

test('a fourth picture, one of another role’s task and one of no task are refused before they are kept', async () => {
  for (const width of [1, 2, 3]) await send('housekeeping', aJpeg({ width }));
  const fourth = aJpeg({ width: 4 });
  expect((await send('housekeeping', fourth)).status).toBe(409);
  expect((await send('engineer', fourth)).status).toBe(403);
  expect((await send('housekeeping', fourth, 'image/jpeg', 'nothing')).status).toBe(404);
  expect(await hub.store.photo(idOf(fourth))).toBeUndefined();
});

test('what is not a picture of this task is not seen through it', async () => {
  await hub.store.putPhoto({ id: idOf(aJpeg()), at: someMoment, bytes: aJpeg() });
  expect((await see('housekeeping', idOf(aJpeg()))).status).toBe(404);
});

test('a picture goes when its time is over; that it was there stays on record', async () => {
  await send('housekeeping', aJpeg());
  await createRetention(hub.store.database).dropPhotos(hub.now + 1);
  expect((await see('housekeeping', idOf(aJpeg()))).status).toBe(404);
  const engineer = await hub.as('housekeeping');
  expect((await engineer('GET', '/api/v1/tasks/towels')).body.photos).toHaveLength(1);
});

test('who knocks at doors learns where somebody is in, and nothing of rooms that cannot tell', async () => {
  const room = (space: string, occupied: boolean | undefined, emptyForMinutes?: number) =>
    hub.devices.set(`rc-${space}`, {
      record: { id: `rc-${space}`, kind: 'room-controller', space },
      presence: 'online',
      lastHeardAt: hub.now,
      lastSample: { at: hub.now, readings: occupied === undefined ? {} : { occupied } },
      ...(emptyForMinutes !== undefined && { emptySince: hub.now - emptyForMinutes * 60_000 }),
      faults: [],
      refused: [],
      refusedCount: 0,
      unknownFieldCount: 0,
    } as never);
  room('1201', true);
  room('1202', false, 12);
  room('1203', undefined);
  const housekeeping = await hub.as('housekeeping');
  expect((await housekeeping('GET', '/api/v1/spaces/entry')).body.items).toEqual([
    { space: '1201', state: 'guest-in', emptySince: null },
    { space: '1202', state: 'free', emptySince: '2026-03-01T05:48:00.000Z' },
  ]);
  for (const role of ['manager', 'engineer', 'admin'] as const) {
    expect((await (await hub.as(role))('GET', '/api/v1/spaces/entry')).status).toBe(403);
  }
});
