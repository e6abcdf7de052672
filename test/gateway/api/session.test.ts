// Signing in, staying signed in for a shift, and what a stolen or foreign page cannot do with it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { metric } from '../../support/metrics.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeEach(async () => {
  hub = await startTestApi();
  await hub.addUser('li', 'engineer');
});
afterEach(() => hub.stop());

const signIn = (username: string, password: string) =>
  hub.call('POST', '/api/v1/session', { body: { username, password } });

async function signedIn() {
  const { body, headers } = await signIn('li', 'password-of-li');
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrfToken: body.csrfToken as string };
}

test('a right password answers who one is and sets a cookie that scripts cannot read, and a hint that they can', async () => {
  const { status, body, headers } = await signIn('li', 'password-of-li');
  expect({ status, body }).toEqual({
    status: 200,
    body: { user: 'li', role: 'engineer', csrfToken: expect.stringMatching(/^[\w-]{43}$/) },
  });
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^hub_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
    'hub_signed_in=1; Max-Age=43200; Path=/; SameSite=Strict',
    expect.stringMatching(
      /^hub_browser=[\w-]{43}\.[\w-]{43}; Max-Age=15552000; Path=\/api\/v1\/session; HttpOnly; SameSite=Strict$/,
    ),
  ]);
});

test('behind TLS the cookie is sent over TLS alone', async () => {
  const { headers } = await hub.call('POST', '/api/v1/session', {
    body: { username: 'li', password: 'password-of-li' },
    headers: { 'x-forwarded-proto': 'https' },
  });
  for (const cookie of headers.getSetCookie()) expect(cookie).toContain('; Secure');
});

test.each([
  ['a wrong password', 'li', 'wrong'],
  ['a name that nobody has', 'nobody', 'password-of-li'],
  ['a name that is a word of JavaScript', '__proto__', 'x'],
])('%s is answered alike', async (_name, username, password) => {
  expect((await signIn(username, password)).body).toEqual({
    type: 'about:blank',
    title: 'Unauthorized',
    status: 401,
    detail: 'Wrong user name or password.',
  });
});

test('the cookie signs reads', async () => {
  const { cookie, csrfToken } = await signedIn();
  const { body } = await hub.call('GET', '/api/v1/session', { headers: { cookie } });
  expect(body).toEqual({ user: 'li', role: 'engineer', csrfToken });
});

test('a write by cookie needs the token of the session', async () => {
  const { cookie, csrfToken } = await signedIn();
  const del = (headers: Record<string, string>) => hub.call('DELETE', '/api/v1/session', { headers });
  expect((await del({ cookie })).status).toBe(403);
  expect((await del({ cookie, 'x-csrf-token': 'guessed' })).status).toBe(403);
  expect((await del({ cookie, 'x-csrf-token': csrfToken })).status).toBe(204);
});

test('a write from another site is refused, even with the right token', async () => {
  const { cookie, csrfToken } = await signedIn();
  const headers = { cookie, 'x-csrf-token': csrfToken, origin: 'http://evil.example' };
  expect((await hub.call('DELETE', '/api/v1/session', { headers })).status).toBe(403);
  expect((await hub.call('DELETE', '/api/v1/session', { headers: { ...headers, origin: hub.url } })).status).toBe(204);
});

test('a cookie that was stolen is worth nothing after its owner signed out', async () => {
  const { cookie, csrfToken } = await signedIn();
  await hub.call('DELETE', '/api/v1/session', { headers: { cookie, 'x-csrf-token': csrfToken } });
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401);
});

test('a session ends after a shift', async () => {
  const { cookie } = await signedIn();
  hub.now += 12 * 3_600_000;
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401);
});

test('who is disabled is signed out at once and cannot come back', async () => {
  const { cookie } = await signedIn();
  const admin = await hub.as('admin');
  expect((await admin('PATCH', '/api/v1/users/li', { disabled: true })).status).toBe(200);
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401);
  expect((await signIn('li', 'password-of-li')).status).toBe(401);
});

test('guessing at one account is stopped, also in a burst, and says when to try again', async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => signIn('li', 'guess')));
  const looked = replies.filter(({ status }) => status === 401);
  const refused = replies.filter(({ status }) => status === 429);
  expect(looked.length).toBe(5);
  expect(refused.length).toBe(35);
  expect(refused[0]?.headers.get('retry-after')).toBe('5');
  expect((await signIn('li', 'password-of-li')).status).toBe(429);
  hub.now += 5_000;
  expect((await signIn('li', 'password-of-li')).status).toBe(200);
});

test('guessing from one address leaves the colleague behind another alone', async () => {
  await Promise.all(Array.from({ length: 10 }, () => signIn('li', 'guess')));
  const { status } = await hub.call('POST', '/api/v1/session', {
    body: { username: 'li', password: 'password-of-li' },
    headers: { 'x-forwarded-for': '192.0.2.7' },
  });
  expect(status).toBe(200);
});

test('signing in anew ends what the browser had before', async () => {
  const { cookie } = await signedIn();
  await hub.call('POST', '/api/v1/session', {
    body: { username: 'li', password: 'password-of-li' },
    headers: { cookie },
  });
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401);
  expect(hub.store.sessionsOf('li')).toHaveLength(1);
});

test('beyond the most sessions of a user the oldest ends', async () => {
  await hub.stop();
  hub = await startTestApi({ limits: { sessionsPerUser: 2 } });
  await hub.addUser('li', 'engineer');
  const first = await signedIn();
  hub.now += 1_000;
  const second = await signedIn();
  hub.now += 1_000;
  await signedIn();
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie: first.cookie } })).status).toBe(401);
  expect((await hub.call('GET', '/api/v1/session', { headers: { cookie: second.cookie } })).status).toBe(200);
  expect(await metric(hub.url, 'hub_http_refused_total{reason="sessions-per-user"}')).toBe(1);
});

test('what the hub tells one caller is kept by no cache', async () => {
  const { cookie } = await signedIn();
  const { headers } = await hub.call('GET', '/api/v1/session', { headers: { cookie } });
  expect(headers.get('cache-control')).toBe('no-store');
});
