// Changing one's own password: by who knows it, and with it every other phone is signed out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HubClient, signIn } from '../../support/hub-client.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeAll(async () => {
  hub = await startTestApi();
});
afterAll(() => hub.stop());

let people = 0;
async function somebody(): Promise<{ name: string; password: string; phone: HubClient; desk: HubClient }> {
  people += 1;
  const name = `li-${people}`;
  await hub.addUser(name, 'housekeeping');
  const password = `password-of-${name}`;
  return { name, password, phone: await signIn(hub.url, name, password), desk: await signIn(hub.url, name, password) };
}
const change = (who: HubClient, current: string, next: string) =>
  who.call('PUT', '/session/password', { current, next });
const isSignedIn = async (who: HubClient) => (await who.call('GET', '/session')).status === 200;

test('the new one holds, the old one does not, and only the phone that asked goes on', async () => {
  const { name, password, phone, desk } = await somebody();
  expect((await change(phone, password, 'a new long password')).status).toBe(204);
  expect([await isSignedIn(phone), await isSignedIn(desk)]).toEqual([true, false]);
  await signIn(hub.url, name, 'a new long password');
  await expect(signIn(hub.url, name, password)).rejects.toThrow('401');
  expect(hub.disconnected).toContain(name);
});

describe('nothing changes, and nobody is signed out', () => {
  test.each([
    ['the password now is wrong', 'not the password', 'a new long password', 403],
    ['the new one is too short', undefined, 'short', 400],
  ])('where %s', async (_why, current, next, status) => {
    const { name, password, phone, desk } = await somebody();
    expect((await change(phone, current ?? password, next)).status).toBe(status);
    expect([await isSignedIn(phone), await isSignedIn(desk)]).toEqual([true, true]);
    await signIn(hub.url, name, password);
  });

  test('for a token, which has none', async () => {
    const call = await hub.as('engineer');
    const body = { current: 'a long password', next: 'another long password' };
    expect((await call('PUT', '/api/v1/session/password', body)).status).toBe(403);
  });
});

test('it is guessed no faster than at the door', async () => {
  const { password, phone } = await somebody();
  const tries = [];
  for (let n = 0; n < 6; n++) tries.push((await change(phone, `guess ${n}`, 'a new long password')).status);
  expect(tries).toEqual([403, 403, 403, 403, 403, 429]);
  expect((await change(phone, password, 'a new long password')).status).toBe(429);
});
