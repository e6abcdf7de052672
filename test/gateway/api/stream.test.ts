// The stream: each fact once and in order, whatever happens to the connection, and only to those who may see it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSecret } from '../../../gateway/api/authentication/secrets.ts';
import type { Role, SpaceId } from '../../../gateway/domain/property.ts';
import { type EventReader, readEvents } from './event-reader.ts';
import { aDevice, aDraw, taskChanged } from './examples.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
const readers: EventReader[] = [];
beforeEach(async () => {
  hub = await startTestApi();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

async function watch(role: Role, query = '', headers: Record<string, string> = {}): Promise<EventReader> {
  await hub.change({ type: 'put-token', token: { name: role, role, hash: hashSecret(role) } });
  const reader = await readEvents(`${hub.url}/api/v1/stream${query}`, { authorization: `Bearer ${role}`, ...headers });
  readers.push(reader);
  return reader;
}

const taskIds = ({ events }: EventReader) => events.filter(({ event }) => event === 'task').map(({ data }) => data.id);
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `t${from + index}`);
const tasks = (from: number, to: number) => numbered(from, to).map((id) => taskChanged({ id }));

test('what happens is told as the object of the API, with its place in the hub’s order', async () => {
  const reader = await watch('engineer');
  expect(reader.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
  });
  const [recorded] = await hub.happen(taskChanged({ id: 't1' }));
  const [event] = await reader.until((events) => events.length === 1);
  const engineer = await hub.as('engineer');
  expect(event).toEqual({
    event: 'task',
    id: String(recorded?.seq),
    data: (await engineer('GET', '/api/v1/tasks/t1')).body,
  });
});

test('a phone that was away is told what it missed, once and in order, while more goes on happening', async () => {
  await hub.happen(...tasks(1, 20));
  await hub.happen(...tasks(21, 1300));
  const meanwhile = (async () => {
    for (let index = 1301; index <= 1500; index += 10) await hub.happen(...tasks(index, index + 9));
  })();
  const reader = await watch('engineer', '', { 'last-event-id': '20' });
  await meanwhile;
  await reader.until(() => taskIds(reader).at(-1) === 't1500');
  expect(taskIds(reader)).toEqual(numbered(21, 1500));
});

test('a connection that breaks again and again loses and doubles nothing', async () => {
  const seen: string[] = [];
  const first = await watch('engineer');
  await first.until(() => first.lastEventId() !== '');
  let lastEventId = first.lastEventId();
  first.close();
  const happening = (async () => {
    for (let index = 1; index <= 300; index += 3) await hub.happen(...tasks(index, index + 2));
  })();
  while (seen.at(-1) !== 't300') {
    const reader = await watch('engineer', '', { 'last-event-id': lastEventId });
    await reader.until(() => taskIds(reader).length > 7 || taskIds(reader).at(-1) === 't300');
    seen.push(...taskIds(reader));
    lastEventId = reader.lastEventId();
    reader.close();
  }
  await happening;
  expect(seen).toEqual(numbered(1, 300));
});

test('a stream that begins now tells nothing of before, and can be resumed before its first event', async () => {
  await hub.happen(...tasks(1, 3));
  const reader = await watch('engineer');
  expect(reader.events).toEqual([]);
  await hub.happen(...tasks(4, 4));
  await reader.until((events) => events.length === 1);
  expect(taskIds(reader)).toEqual(['t4']);
});

test.each(['99', 'not-a-number', '-1'])(
  'a place that the hub does not know (%s) is answered with reset',
  async (place) => {
    await hub.happen(...tasks(1, 3));
    const reader = await watch('engineer', '', { 'last-event-id': place });
    const [event] = await reader.until((events) => events.length === 1);
    expect(event?.event).toBe('reset');
    await hub.happen(...tasks(4, 4));
    await reader.until((events) => events.length === 2);
  },
);

test.each<[Role, string[]]>([
  ['housekeeping', ['task linen']],
  ['front-desk', ['touchpoint']],
  ['engineer', ['task pump', 'draw', 'device']],
  ['manager', ['task linen', 'task pump', 'draw', 'touchpoint', 'device']],
])('%s is told what the role may read', async (role, expected) => {
  const reader = await watch(role);
  await hub.happen(
    taskChanged({ id: 'linen', role: 'housekeeping' }),
    taskChanged({ id: 'pump', role: 'engineer' }),
    { type: 'draw-judged', draw: aDraw() },
    {
      type: 'touchpoint-recorded',
      touchpoint: {
        id: 'e1',
        at: hub.now,
        type: 'dispensed',
        space: 'lobby' as SpaceId,
        source: 'device:tea-l1',
        evidence: {},
      },
    },
    { type: 'device-changed', device: aDevice({ id: 'hw-1203' }) },
  );
  await reader.until((events) => events.length === expected.length);
  expect(reader.events.map(({ event, data }) => (event === 'task' ? `task ${data.id}` : event))).toEqual(expected);
});

test('a manager is not told whether a guest room is occupied', async () => {
  const [engineer, manager] = [await watch('engineer'), await watch('manager')];
  const lastSample = { at: hub.now, readings: { temperature: 22, occupied: true } };
  await hub.happen({
    type: 'device-changed',
    device: aDevice({ id: 'rc-1203', kind: 'room-controller' }, { lastSample }),
  });
  const [seen] = await engineer.until((events) => events.length === 1);
  const [told] = await manager.until((events) => events.length === 1);
  expect(seen?.data.lastReading.readings).toEqual({ temperature: 22, occupied: true });
  expect(told?.data.lastReading.readings).toEqual({ temperature: 22 });
});

test('topics narrow the stream', async () => {
  const reader = await watch('engineer', '?topics=draw,device');
  await hub.happen(taskChanged(), { type: 'draw-judged', draw: aDraw() });
  const [event] = await reader.until((events) => events.length === 1);
  expect(event).toMatchObject({ event: 'draw', data: { outcome: 'missed' } });
});

test('a quiet stream shows that it is alive, and how far it has got', async () => {
  await hub.stop();
  hub = await startTestApi({ heartbeatMs: 20 });
  const reader = await watch('housekeeping');
  await hub.happen(...tasks(1, 3));
  await reader.until((events) => events.some(({ event, id }) => event === 'heartbeat' && id === '3'));
  expect(taskIds(reader)).toEqual([]);
});

test('signing out ends the stream', async () => {
  await hub.addUser('li', 'engineer');
  const { body, headers } = await hub.call('POST', '/api/v1/session', {
    body: { username: 'li', password: 'password-of-li' },
  });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const reader = await readEvents(`${hub.url}/api/v1/stream`, { cookie });
  await hub.call('DELETE', '/api/v1/session', { headers: { cookie, 'x-csrf-token': body.csrfToken } });
  await reader.ended;
});

test('who loses the right is told nothing more', async () => {
  const reader = await watch('engineer');
  await hub.change({ type: 'delete-token', name: 'engineer' });
  await hub.happen(taskChanged());
  await reader.ended;
  expect(reader.events).toEqual([]);
});

test('a reader that stands still is cut off, while the others go on', async () => {
  const [frozen, healthy] = [await watch('engineer'), await watch('engineer')];
  frozen.freeze();
  let closed = false;
  void frozen.ended.then(() => {
    closed = true;
  });
  const long = 'x'.repeat(20_000);
  for (let index = 1; !closed && index < 5000; index += 20) {
    const batch = numbered(index, index + 19).map((id) => taskChanged({ id, title: long }));
    await hub.happen(...batch);
    await healthy.until(() => taskIds(healthy).at(-1) === `t${index + 19}`);
    closed = (await connections()) === 1;
  }
  expect(closed).toBe(true);
});

function connections(): Promise<number> {
  return new Promise((resolve) => hub.api.app.server.getConnections((_error, count) => resolve(count)));
}

test('stopping the hub ends its streams', async () => {
  const reader = await watch('engineer');
  const other = await startTestApi();
  await hub.stop();
  await reader.ended;
  hub = other;
});
