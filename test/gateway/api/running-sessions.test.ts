// What a person sees of the own sessions, and that ending one ends at once what it was watching.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../gateway/domain/property.ts';
import { readEvents } from './event-reader.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeEach(async () => {
  hub = await startTestApi();
  await hub.addUser('li', 'engineer');
});
afterEach(() => hub.stop());

interface SignedIn {
  readonly cookie: string;
  call(method: string, path: string): ReturnType<TestApi['call']>;
}

async function signIn(name: string, agent = 'a phone'): Promise<SignedIn> {
  const { body, headers } = await hub.call('POST', '/api/v1/session', {
    body: { username: name, password: `password-of-${name}` },
    headers: { 'user-agent': agent },
  });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const signed = { cookie, 'x-csrf-token': body.csrfToken };
  return { cookie, call: (method, path) => hub.call(method, `/api/v1${path}`, { headers: signed }) };
}

test('a person sees the own sessions: where, since when, on what, and which is this one', async () => {
  await hub.addUser('chen', 'manager');
  await signIn('chen');
  const phone = await signIn('li', 'a phone');
  hub.now += 60_000;
  await signIn('li', 'a desk');
  const { body } = await phone.call('GET', '/sessions');
  expect(body.items).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      startedAt: '2026-03-01T06:00:00.000Z',
      endsAt: '2026-03-01T18:00:00.000Z',
      address: '127.0.0.1',
      agent: 'a phone',
      current: true,
    },
    expect.objectContaining({ startedAt: '2026-03-01T06:01:00.000Z', agent: 'a desk', current: false }),
  ]);
  expect(JSON.stringify(body)).not.toContain(phone.cookie.split('=')[1]);
});

test('a phone that was lost is signed out from another, its stream ends, and the others go on', async () => {
  const lost = await signIn('li', 'lost');
  const inHand = await signIn('li', 'in hand');
  const [lostStream, ownStream] = [await watch(lost), await watch(inHand)];
  const { items } = (await inHand.call('GET', '/sessions')).body;
  const { id } = items.find(({ agent }: { agent: string }) => agent === 'lost');
  expect((await inHand.call('DELETE', `/sessions/${id}`)).status).toBe(204);
  await lostStream.ended;
  expect((await lost.call('GET', '/session')).status).toBe(401);
  expect((await inHand.call('GET', '/session')).status).toBe(200);
  expect((await inHand.call('DELETE', `/sessions/${id}`)).status).toBe(404);
  ownStream.close();
});

test('nobody ends the session of another', async () => {
  await hub.addUser('chen', 'manager');
  const [li, chen] = [await signIn('li'), await signIn('chen')];
  const { items } = (await li.call('GET', '/sessions')).body;
  expect((await chen.call('DELETE', `/sessions/${items[0].id}`)).status).toBe(404);
  expect((await chen.call('DELETE', '/sessions')).status).toBe(204);
  expect((await li.call('GET', '/session')).status).toBe(200);
});

test('all but the session in the hand are ended together', async () => {
  const others = [await signIn('li'), await signIn('li')];
  const streams = await Promise.all(others.map(watch));
  const inHand = await signIn('li');
  expect((await inHand.call('DELETE', '/sessions')).status).toBe(204);
  await Promise.all(streams.map(({ ended }) => ended));
  expect((await inHand.call('GET', '/sessions')).body.items).toHaveLength(1);
});

test.each<[string, string, string, unknown]>([
  ['is disabled', 'PATCH', '/users/li', { disabled: true }],
  ['gets another role', 'PATCH', '/users/li', { role: 'housekeeping' }],
  ['gets another password', 'PATCH', '/users/li', { password: 'another long password' }],
  ['is signed out by an administrator', 'DELETE', '/users/li/sessions', undefined],
])('who %s loses sessions, streams and MQTT connections at once', async (_how, method, path, body) => {
  const li = await signIn('li');
  const stream = await watch(li);
  const admin = await hub.as('admin');
  expect((await admin(method, `/api/v1${path}`, body)).status).toBeLessThan(300);
  await stream.ended;
  expect((await li.call('GET', '/session')).status).toBe(401);
  expect(hub.disconnected).toEqual(['li']);
});

test('a token that is revoked loses its streams and MQTT connections at once', async () => {
  const admin = await hub.as('admin');
  const { body } = await admin('POST', '/api/v1/tokens', { name: 'wall', role: 'manager' as Role });
  const stream = await readEvents(`${hub.url}/api/v1/stream`, { authorization: `Bearer ${body.token}` });
  expect((await admin('DELETE', '/api/v1/tokens/wall')).status).toBe(204);
  await stream.ended;
  expect(hub.disconnected).toEqual(['wall']);
});

function watch({ cookie }: SignedIn) {
  return readEvents(`${hub.url}/api/v1/stream`, { cookie });
}
