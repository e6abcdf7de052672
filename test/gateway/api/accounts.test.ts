// Who may sign in, and that somebody always may.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { User } from '../../../gateway/ports.ts';
import { aDevice } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let admin: Call;
beforeEach(async () => {
  hub = await startTestApi();
  admin = await hub.as('admin');
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

test.each([
  ['disabled', { disabled: true }],
  ['role', { role: 'manager' }],
])('the last administrator keeps the right to sign in: %s', async (field, change) => {
  await hub.addUser('chen', 'admin');
  await hub.addUser('gone', 'admin');
  await hub.change({ type: 'put-user', user: { ...(hub.store.user('gone') as User), disabled: true } });
  expect(await admin('PATCH', '/api/v1/users/chen', change)).toMatchObject({
    status: 409,
    body: { type: 'last-admin', errors: [{ field, detail: 'chen is the last administrator who may sign in' }] },
  });
  expect((await admin('PATCH', '/api/v1/users/gone', { disabled: false })).status).toBe(200);
  expect((await admin('PATCH', '/api/v1/users/chen', change)).status).toBe(200);
});

test('two administrators who demote each other at once leave one', async () => {
  for (const name of ['chen', 'li']) await hub.addUser(name, 'admin');
  const demote = (name: string) => admin('PATCH', `/api/v1/users/${name}`, { role: 'manager' });
  const replies = await Promise.all([demote('chen'), demote('li')]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(hub.store.users().filter(({ role }) => role === 'admin')).toHaveLength(1);
});

test.each([
  ['user', 'users', { name: 'li', role: 'engineer', password: 'a long password' }],
  ['token', 'tokens', { name: 'pms', role: 'integration' }],
])('of two who add one %s at once, one hears that it is there already', async (_what, path, body) => {
  const replies = await Promise.all([1, 2].map(() => admin('POST', `/api/v1/${path}`, body)));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('devices, people and tokens do not take each other’s names', async () => {
  hub.devices.set('hw-1', aDevice({ id: 'hw-1' as never }));
  await hub.addUser('chen', 'engineer');
  const token = { name: 'pms', role: 'integration' };
  expect((await admin('POST', '/api/v1/tokens', token)).status).toBe(201);
  const device = { kind: 'tea-dispenser', space: 'lobby' };
  const taken = async (path: string, body: object) => (await admin('POST', `/api/v1/${path}`, body)).body;
  const because = (field: string, holder: string) => ({
    status: 409,
    type: 'taken',
    errors: [{ field, detail: `${holder} is there already` }],
  });
  expect(await taken('devices', { ...device, id: 'chen' })).toMatchObject(because('id', 'user chen'));
  expect(await taken('devices', { ...device, id: 'pms' })).toMatchObject(because('id', 'token pms'));
  expect(await taken('tokens', { ...token, name: 'hw-1' })).toMatchObject(because('name', 'device hw-1'));
  const user = { name: 'hw-1', role: 'engineer', password: 'a long password' };
  expect(await taken('users', user)).toMatchObject(because('name', 'device hw-1'));
});
