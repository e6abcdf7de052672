// Long answers go packed to whoever takes them so.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeEach(async () => {
  hub = await startTestApi();
  for (let room = 1200; room < 1300; room += 1) {
    hub.spaces.push({ id: String(room) as SpaceId, kind: 'room', floor: '12', name: null, riser: null } as never);
  }
});
afterEach(() => hub.stop());

test.each([
  ['gzip', '/spaces', 'gzip'],
  ['br, gzip', '/spaces', 'gzip'],
  ['identity', '/spaces', null],
  ['gzip', '/spaces?limit=1', null],
  ['gzip', '/session', null],
] as const)('asked with %s, %s is answered with %s, and says the same', async (accepted, path, packing) => {
  await hub.addUser('chen', 'manager');
  const credentials = { username: 'chen', password: 'password-of-chen' };
  const signedIn = await hub.call('POST', '/api/v1/session', { body: credentials });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const read = (accepts: string) =>
    hub.call('GET', `/api/v1${path}`, { headers: { cookie: cookie.join('; '), 'accept-encoding': accepts } });
  const [plain, answer] = [await read('identity'), await read(accepted)];
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-encoding')).toBe(packing);
  expect(answer.body).toEqual(plain.body);
});
