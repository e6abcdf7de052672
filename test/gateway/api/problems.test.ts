// Whatever a caller sends, the answer says what is wrong with it, and it is the caller's mistake, never the hub's.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let admin: Call;
beforeAll(async () => {
  hub = await startTestApi();
  admin = await hub.as('admin');
});
afterAll(async () => {
  expect(hub.failures).toEqual([]);
  await hub.stop();
});

test.each([
  ['a limit that is no number', 'GET', '/draws?limit=many', 'limit'],
  ['a limit beyond the largest page', 'GET', '/draws?limit=1001', 'limit'],
  ['a cursor that nobody gave out', 'GET', '/draws?cursor=xyz', 'cursor'],
  ['a cursor of another list', 'GET', '/devices?cursor=%F0', 'cursor'],
  ['an instant that is none', 'GET', '/draws?from=yesterday', 'from'],
  ['a range that ends before it begins', 'GET', '/draws?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'to'],
  ['an outcome that does not exist', 'GET', '/draws?outcome=perfect', 'outcome'],
  ['a state that does not exist', 'GET', '/tasks?state=open,lost', 'state'],
  ['a topic that does not exist', 'GET', '/stream?topics=gossip', 'topics'],
  ['a key that compliance is not kept by', 'GET', '/compliance?by=guest', 'by'],
  ['a device id in capitals', 'POST', '/devices', 'id', { id: 'HW', kind: 'hot-water-sensor', space: '1203' }],
  [
    'a device id that the topics use themselves',
    'POST',
    '/devices',
    'id',
    { id: 'staff', kind: 'hot-water-sensor', space: '1' },
  ],
  ['a kind that the hub does not know', 'POST', '/devices', 'kind', { id: 'x', kind: 'robot', space: '1203' }],
  [
    'a field that nobody asked for',
    'POST',
    '/devices',
    'colour',
    { id: 'x', kind: 'tea-dispenser', space: '1', colour: 'red' },
  ],
  ['a probe in a tea dispenser', 'POST', '/devices', 'tau', { id: 'x', kind: 'tea-dispenser', space: '1', tau: 4 }],
  [
    'a password that is guessed in a minute',
    'POST',
    '/users',
    'password',
    { name: 'li', role: 'engineer', password: '1234' },
  ],
  [
    'a request from a space that does not exist',
    'POST',
    '/requests',
    'space',
    { id: 'r', space: '9', request: 'towels', channel: 'phone' },
  ],
  ['a body that is a list', 'POST', '/users', 'body', []],
  ['a body of brackets alone', 'POST', '/users', 'body', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['a body that is text', 'POST', '/users', 'body', '"li"'],
  ['a body that is no JSON', 'POST', '/devices', 'body', '{"id":'],
  ['a path that is no text', 'GET', '/draws/%ff', 'path'],
  ['a filter that no list has', 'GET', '/draws?outcom=missed', 'outcom'],
  ['a filter of another list', 'GET', '/users?state=open', 'state'],
  ['a question about one thing with a filter', 'GET', '/property?limit=3', 'limit'],
  ['a promise that the house does not make', 'GET', '/compliance?standard=zz', 'standard'],
])('%s names the field', async (_name, method, path, field, body?: unknown) => {
  const reply = await admin(method, `/api/v1${path}`, body);
  expect(reply.status).toBe(400);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.body).toMatchObject({ type: 'invalid', status: 400, title: 'Bad Request' });
  expect(reply.body.detail).not.toMatch(/Unrecognized|Invalid|received|NaN|"\|"|querystring/);
  expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

test.each([
  ['a body that is no JSON', 'POST', '/devices', '{"id":', 400],
  ['a body that hides a prototype', 'POST', '/devices', '{"__proto__": {"admin": true}}', 400],
  ['a body beyond a mebibyte', 'POST', '/devices', JSON.stringify({ id: 'x'.repeat(1024 * 1024) }), 413],
  ['a path that does not exist', 'GET', '/nowhere', undefined, 404],
  ['a path that is no text', 'GET', '/draws/%ff', undefined, 400],
  ['a device that is not there', 'GET', '/devices/hw-404', undefined, 404],
  ['a device called like a word of JavaScript', 'GET', '/devices/constructor', undefined, 404],
  ['a task that is not there', 'GET', '/tasks/nothing', undefined, 404],
  ['a task action that does not exist', 'POST', '/tasks/t/explode', '{"version":1}', 400],
  ['a draw that is not there', 'GET', '/draws/nothing', undefined, 404],
])('%s is a problem', async (_name, method, path, body, status) => {
  const reply = await admin(method, `/api/v1${path}`, body);
  expect(reply.body).toMatchObject({ status, detail: expect.any(String) });
  expect(reply.status).toBe(status);
});

test.each([
  ['/draws?limit=many', 'limit: expected a number, found "many"'],
  ['/draws?outcome=perfect', 'outcome: expected one of met, missed, inconclusive, excluded, found "perfect"'],
  ['/draws?outcom=missed', 'outcom: is not known'],
  ['/compliance?standard=zz', 'standard: expected the id of a standard, found "zz"'],
])('%s is answered in words of the house', async (path, detail) => {
  expect((await admin('GET', `/api/v1${path}`)).body.detail).toBe(detail);
});

test('text that is called JSON by nobody is refused', async () => {
  const token = (await admin('POST', '/api/v1/tokens', { name: 'pms', role: 'integration' })).body.token;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const reply = await hub.call('POST', '/api/v1/requests', { body: 'a,b', headers });
  expect(reply).toMatchObject({ status: 415, body: { status: 415 } });
});

test('what the hub itself does wrong is told to its log, not to the caller', async () => {
  hub.answer = () => ({ accepted: true, facts: [], repeat: false });
  hub.devices.set('hw-1', { record: null } as never);
  const reply = await admin('GET', '/api/v1/devices/hw-1');
  hub.devices.clear();
  expect(reply.body).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    detail: 'The hub failed to answer. Its log says why.',
  });
  expect(hub.failures.splice(0)).toHaveLength(1);
});

test('while the store cannot write, a call is answered with 503', async () => {
  hub.spaces.push({ id: '1203' as never, kind: 'room' });
  hub.answer = () => Promise.reject(new Error('disk is full'));
  const reply = await admin('POST', '/api/v1/requests', {
    id: 'r1',
    space: '1203',
    request: 'towels',
    channel: 'phone',
  });
  expect(reply).toMatchObject({
    status: 503,
    body: { type: 'store-unreachable', detail: expect.stringContaining('disk is full') },
  });
  expect(hub.failures.splice(0)).toHaveLength(1);
});

test.each([
  ['/tasks?state=lost', 'lost'],
  ['/tasks?state=open,lost', 'lost'],
  ['/tasks?state=open&state=lost', 'lost'],
  ['/tasks?state=', ''],
])('%s: the word that is no state is named whole, with those that are', async (path, word) => {
  const { body } = await admin('GET', `/api/v1${path}`);
  expect(body.errors).toEqual([
    {
      field: 'state',
      detail: `"${word}" is none of open, accepted, started, on-hold, done, reopened, verified, cancelled`,
    },
  ]);
});
