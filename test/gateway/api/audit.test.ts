// Who did what is on record before it is answered, in the chain of the evidence, and never with a secret.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditedCalls } from '../../../gateway/api/audited-calls.ts';
import type { NotedAction } from '../../../gateway/api/contract/audit.ts';
import { permissions } from '../../../gateway/api/permissions.ts';
import { signIn } from '../../support/hub-client.ts';
import { hubCommand } from '../../support/hub-command.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub();
});
afterEach(() => hub.remove());

const password = 'a password nobody reads';
const audit = (query = '') => hub.admin.list<NotedAction>(`/audit${query}`);
const short = ({ by, action, subject, data }: NotedAction) => [by, action, subject, data];

test('every call that changes something is audited, or its own facts say who did it', () => {
  const ownFacts = [
    'POST /tasks/:id/shown',
    'POST /tasks/:id/photos',
    'POST /tasks/:id/:action',
    'POST /recoveries',
    'POST /requests',
    'POST /touchpoints',
    'POST /stays/events',
    'POST /audit',
    'POST /compliance/replay',
    'POST /exports/check',
    'POST /corrections',
    'DELETE /corrections/:id',
  ];
  const changesNothing = ['POST /stream/heard', 'POST /session/push/ring'];
  /** A picture may show more of a guest's room than anybody meant: who looked is on record. */
  const auditedReads = ['GET /tasks/:id/photos/:photo'];
  const writes = Object.keys(permissions).filter((call) => !call.startsWith('GET '));
  expect([...Object.keys(auditedCalls), ...ownFacts, ...changesNothing].sort()).toEqual(
    [...writes, ...auditedReads].sort(),
  );
});

test('who did it is on record right behind what was done', async () => {
  await hub.admin.call('POST', '/devices', { id: 'hw-1', kind: 'hot-water-sensor', space: '1203' });
  await hub.admin.call('PUT', '/standards/house-10s', { limit: 12 });
  await hub.admin.call('PUT', '/spaces/1204', { floor: '12' });
  await hub.admin.call('DELETE', '/devices/hw-1');
  const connection = new DatabaseSync(join(hub.dataDir, 'hub.db'), { readOnly: true });
  const facts = connection.prepare('select type, at, seq from fact order by seq').all() as { type: string }[];
  connection.close();
  const types = facts.map(({ type }) => type);
  for (const done of ['device-changed', 'standard-changed', 'space-changed', 'device-revoked']) {
    expect(types[types.lastIndexOf(done) + 1]).toBe('action-noted');
  }
  expect((await audit()).map(({ action }) => action).slice(0, 4)).toEqual([
    'device-revoked',
    'space-changed',
    'standard-changed',
    'device-added',
  ]);
});

test('what is refused is not on record as done', async () => {
  await hub.admin.call('PUT', '/standards/huose-10s', { limit: 12 });
  await hub.admin.call('DELETE', '/devices/hw-404');
  expect((await audit()).map(({ action }) => action)).toEqual(['signed-in', 'user-added']);
});

test('what people do to the hub is told by whom, from where, and what changed', async () => {
  await hub.admin.post('/users', { name: 'li', role: 'engineer', password });
  const li = await signIn(hub.http, 'li', password);
  await li.call('POST', '/devices', { id: 'hw-1', kind: 'hot-water-sensor', space: '1203' });
  await li.call('POST', '/devices/hw-1/commands', { command: 'test-draw' });
  await hub.admin.call('PATCH', '/users/li', { disabled: true, password: `${password}, anew` });
  await hub.admin.call('PUT', '/standards/house-10s', { limit: 12 });
  expect((await audit()).map(short).reverse()).toEqual([
    ['hub', 'user-added', 'admin', { role: 'admin' }],
    ['user:admin', 'signed-in', null, {}],
    ['user:admin', 'user-added', 'li', { role: 'engineer', changed: 'name,password' }],
    ['user:li', 'signed-in', null, {}],
    ['user:li', 'device-added', 'hw-1', { kind: 'hot-water-sensor', space: '1203', changed: 'id' }],
    ['user:li', 'command-sent', 'hw-1', expect.objectContaining({ command: 'test-draw' })],
    ['user:admin', 'user-changed', 'li', { disabled: true, changed: 'password' }],
    ['user:admin', 'standard-changed', 'house-10s', expect.objectContaining({ limit: 12 })],
  ]);
  const byPeople = (await audit()).filter(({ by }) => by !== 'hub');
  expect(byPeople.every(({ from }) => from?.includes('127.0.0.1'))).toBe(true);
  expect(JSON.stringify(await audit())).not.toContain('nobody reads');
  expect((await audit('?by=user:li&action=device-added')).map(short)).toHaveLength(1);
});

test('what was refused changed nothing and is not told; a wrong password is, but no name that nobody has', async () => {
  await hub.admin.call('POST', '/users', { name: 'li' });
  await expect(signIn(hub.http, 'admin', 'wrong')).rejects.toThrow('401');
  await expect(signIn(hub.http, 'my password, in the wrong field', 'x')).rejects.toThrow('401');
  expect((await audit('?action=sign-in-failed')).map(({ by }) => by)).toEqual(['user:?', 'user:admin']);
  expect((await audit('?action=user-added')).map(({ subject }) => subject)).toEqual(['admin']);
});

test('the log is for administrators', async () => {
  await hub.admin.post('/users', { name: 'mo', role: 'manager', password });
  const mo = await signIn(hub.http, 'mo', password);
  expect((await mo.call('GET', '/audit')).status).toBe(403);
});

test('an export is on record, and the log itself can be exported', async () => {
  await hubCommand(hub.dataDir, 'export draws --from 2026-01-01');
  const { code, out } = await hubCommand(hub.dataDir, 'export audit --format ndjson');
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as NotedAction);
  expect(lines.map(({ by, action, subject }) => [by, action, subject])).toEqual([
    ['user:command-line', 'evidence-exported', 'audit'],
    ['user:command-line', 'evidence-exported', 'draws'],
    ['user:admin', 'signed-in', null],
    ['hub', 'user-added', 'admin'],
  ]);
});

test.each([
  [
    'the record',
    "update fact set body = replace(body, 'user:admin', 'user:wang') where type = 'action-noted'",
    'action-noted',
  ],
  ['the row that is shown', "update noted_action set source = 'user:wang'", 'noted_action'],
])('whoever rewrites an audit row (%s) is found by hub verify', async (_, sql, kind) => {
  const file = new DatabaseSync(join(hub.dataDir, 'hub.db'), { timeout: 5_000 });
  file.exec(`drop trigger fact_is_final; ${sql}`);
  file.close();
  const { code, err } = await hubCommand(hub.dataDir, 'verify');
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`${kind}.*: altered:`));
});
