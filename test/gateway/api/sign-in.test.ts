// Guessing passwords: what a burst costs, whom it delays, and what it learns.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFairLine } from '../../../gateway/api/authentication/fair-line.ts';
import { makeBrowserCookie } from '../../../gateway/api/authentication/known-browser.ts';
import type { User } from '../../../gateway/ports.ts';
import { metric } from '../../support/metrics.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

describe('at the hub', () => {
  let hub: TestApi;
  beforeEach(async () => {
    hub = await startTestApi();
    await hub.addUser('li', 'engineer');
  });
  afterEach(() => hub.stop());

  const signIn = (username: string, password: string, from = '192.0.2.7', cookie = '') =>
    hub.call('POST', '/api/v1/session', {
      body: { username, password },
      headers: { 'x-forwarded-for': from, ...(cookie !== '' && { cookie }) },
    });

  async function browserOfLi(): Promise<string> {
    const { headers } = await signIn('li', 'password-of-li');
    return (
      headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('hub_browser='))
        ?.split(';')[0] ?? ''
    );
  }

  test('a thousand wrong passwords from the hotel’s one address keep out nobody who signed in there before', async () => {
    const known = await browserOfLi();
    const guesses = Array.from({ length: 1000 }, (_, index) =>
      signIn(index % 2 === 0 ? 'li' : `name-${index}`, 'guess'),
    );
    const [own, elsewhere] = await Promise.all([
      signIn('li', 'password-of-li', '192.0.2.7', known),
      signIn('li', 'password-of-li', '198.51.100.1'),
    ]);
    expect([own.status, elsewhere.status]).toEqual([200, 200]);
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    // Of one address no more are judged than it has free tries, and the rest cost no hash.
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(60);
    expect(statuses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
    expect(await metric(hub.url, 'hub_sign_ins_total{outcome="signed-in"}')).toBe(3);
  });

  test('who has locked the account at an address is not let in by a browser cookie of another, or of an old password', async () => {
    await hub.addUser('chen', 'manager');
    const old = makeBrowserCookie(hub.store.user('li') as User);
    await hub.addUser('li', 'engineer');
    const ofChen = makeBrowserCookie(hub.store.user('chen') as User);
    for (let index = 0; index < 5; index += 1) await signIn('li', 'guess');
    for (const cookie of [old, ofChen, 'x.y', '', '.', `${old}x`]) {
      expect((await signIn('li', 'password-of-li', '192.0.2.7', `hub_browser=${cookie}`)).status).toBe(429);
    }
    expect((await signIn('li', 'password-of-li', '192.0.2.7', await browserCookieOf('li'))).status).toBe(200);
  });

  test('a known browser that guesses is stopped like any other', async () => {
    const known = await browserOfLi();
    for (let index = 0; index < 5; index += 1) await signIn('li', 'guess', '192.0.2.7', known);
    expect((await signIn('li', 'password-of-li', '192.0.2.7', known)).status).toBe(429);
  });

  test.each([
    ['a name that somebody has', 'li'],
    ['a name that nobody has', 'nobody'],
    ['a disabled account', 'gone'],
  ])('%s is refused and slowed down in the same words', async (_name, username) => {
    await hub.addUser('gone', 'engineer');
    await hub.change({ type: 'put-user', user: { ...(hub.store.user('gone') as User), disabled: true } });
    const answers = [];
    for (let index = 0; index < 7; index += 1) {
      const { status, body, headers } = await signIn(username, 'guess');
      answers.push({
        status,
        detail: body.detail,
        retryAfter: headers.get('retry-after'),
        cookies: headers.getSetCookie(),
      });
    }
    const wrong = { status: 401, detail: 'Wrong user name or password.', retryAfter: null, cookies: [] };
    const wait = { status: 429, detail: 'Too many tries. Wait, then try again.', retryAfter: '5', cookies: [] };
    expect(answers).toEqual([...Array(5).fill(wrong), ...Array(2).fill(wait)]);
  });

  test('a name that nobody has is hashed like one that somebody has', async () => {
    const judge = async (username: string) => {
      const before = process.cpuUsage();
      await signIn(username, 'guess');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await judge('warm-up');
    const [known, unknown] = [await judge('li'), await judge('nobody')];
    // Without the hash an unknown name costs some hundredth of a known one.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  async function browserCookieOf(name: string): Promise<string> {
    return `hub_browser=${makeBrowserCookie(hub.store.user(name) as User)}`;
  }
});

describe('the line in which passwords are judged', () => {
  const job = (order: string[], name: string) => async () => {
    order.push(name);
  };

  test('takes the lanes in turn, known browsers first, one at a time', async () => {
    const line = createFairLine({ mostWaiting: 10, mostInLane: 5 });
    const order: string[] = [];
    const enter = (lane: string, name: string, goesFirst = false) =>
      line.enter({ name: lane, goesFirst }, job(order, name));
    await Promise.all([
      enter('guesser', 'g1'),
      enter('guesser', 'g2'),
      enter('guesser', 'g3'),
      enter('li', 'l1'),
      enter('chen', 'c1', true),
    ]);
    expect(order).toEqual(['g1', 'c1', 'g2', 'l1', 'g3']);
  });

  test('is full for one lane, and for all', async () => {
    const line = createFairLine({ mostWaiting: 3, mostInLane: 2 });
    const hold = Promise.withResolvers<void>();
    const running = line.enter({ name: 'a', goesFirst: false }, () => hold.promise);
    const waiting = ['a', 'a'].map((name) => line.enter({ name, goesFirst: false }, async () => {}));
    expect(line.hasRoom({ name: 'a', goesFirst: false })).toBe(false);
    expect(line.hasRoom({ name: 'b', goesFirst: false })).toBe(true);
    waiting.push(line.enter({ name: 'b', goesFirst: false }, async () => {}));
    expect(line.hasRoom({ name: 'c', goesFirst: false })).toBe(false);
    expect(line.hasRoom({ name: 'c', goesFirst: true })).toBe(true);
    hold.resolve();
    await Promise.all([running, ...waiting]);
    expect(line.hasRoom({ name: 'a', goesFirst: false })).toBe(true);
  });

  test('goes on after one that failed', async () => {
    const line = createFairLine({ mostWaiting: 3, mostInLane: 3 });
    const lane = { name: 'a', goesFirst: false };
    await expect(line.enter(lane, () => Promise.reject(new Error('scrypt')))).rejects.toThrow('scrypt');
    await expect(line.enter(lane, async () => 'next')).resolves.toBe('next');
  });
});
