// What a call changes and the line that says by whom: on disk together or not at all, whichever of the two the disk refuses. A call that
// succeeds has its line: who, what, to what, from where, when.
import { createECDH } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { auditedCalls } from '../../../gateway/api/audited-calls.ts';
import type { DispatchPlan } from '../../../gateway/api/contract/dispatch.ts';
import type { Call } from '../../../gateway/api/permissions.ts';
import { eventually } from '../../support/eventually.ts';
import { type HubClient, signIn } from '../../support/hub-client.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';
import { aJpeg } from './photo/a-jpeg.ts';

let hub: TestHub;
let database: DatabaseSync;
beforeAll(async () => {
  hub = await startHub({ settings: { HUB_WEB_PUSH_CONTACT: 'mailto:it@hotel.example' } });
  database = new DatabaseSync(join(hub.dataDir, 'hub.db'), { timeout: 5_000 });
  await hub.admin.call('PUT', '/spaces/1203', { floor: '12' });
});
afterEach(() => letGo());
afterAll(async () => {
  database.close();
  await hub.remove();
});

const password = 'a password nobody reads';
const whoMaySignIn = ['user_account', 'token', 'session', 'device_credential'];
const changed = [...whoMaySignIn, 'device', 'space', 'standard', 'command', 'dispatch_plan'];
const kinds = ['insert', 'update', 'delete'];

/** Writes to these tables fail until the disk is let go. */
function refuse(tables: readonly string[]): void {
  for (const table of tables) {
    for (const kind of kinds) {
      const fault = `refused_${table}_${kind}`;
      database.exec(
        `create trigger ${fault} before ${kind} on ${table} begin select raise(abort, 'the disk refuses'); end`,
      );
    }
  }
}

function letGo(): void {
  const faults = database.prepare("select name from sqlite_schema where name like 'refused_%'").all();
  for (const { name } of faults) database.exec(`drop trigger ${name}`);
}

const onDisk = () => changed.map((table) => database.prepare(`select * from ${table}`).all());
const lines = () =>
  database
    .prepare('select body from noted_action order by seq')
    .all()
    .map(({ body }) => JSON.parse(body as string) as Record<string, unknown>);
const known = async () => {
  const lists = ['/users', '/tokens', '/sessions', '/devices'];
  return Promise.all(lists.map((path) => hub.admin.list(path)));
};
const recovered = () =>
  eventually(
    () => hub.admin.call('GET', '/devices'),
    ({ status }) => status === 200,
  );

interface Deed {
  readonly path: string;
  readonly body?: unknown;
  /** Unset: the administrator. */
  readonly by?: { readonly client: Pick<HubClient, 'call'>; readonly source: string };
  /** Unset: it is done to nothing that has a name. */
  readonly subject?: string;
}

async function person(name: string): Promise<void> {
  await hub.admin.post('/users', { name, role: 'engineer', password });
}
async function signedIn(name: string) {
  await person(name);
  return { by: { client: await signIn(hub.http, name, password), source: `user:${name}` } };
}
async function sensor(id: string): Promise<void> {
  await hub.admin.addDevice({ id, kind: 'hot-water-sensor', space: '1203' });
}

/** By call, what has to be there, and then the call itself. */
const deeds: Partial<Record<Call, (name: string) => Promise<Deed>>> = {
  'POST /session': async (name) => {
    await person(name);
    const by = { client: { call: callAsNobody }, source: `user:${name}` };
    return { by, path: '/session', body: { username: name, password } };
  },
  'DELETE /session': async (name) => ({ ...(await signedIn(name)), path: '/session' }),
  'PUT /session/password': async (name) => ({
    ...(await signedIn(name)),
    path: '/session/password',
    body: { current: password, next: `${password}, anew` },
  }),
  'PUT /session/push': async (name) => ({ ...(await signedIn(name)), path: '/session/push', body: phoneOf(name) }),
  'DELETE /session/push': async (name) => {
    const own = await signedIn(name);
    await own.by.client.call('PUT', '/session/push', phoneOf(name));
    return { ...own, path: '/session/push' };
  },
  'DELETE /sessions': async (name) => {
    const own = await signedIn(name);
    await signIn(hub.http, name, password);
    return { ...own, path: '/sessions' };
  },
  'DELETE /sessions/:id': async (name) => {
    const own = await signedIn(name);
    await signIn(hub.http, name, password);
    const sessions = await own.by.client.list<{ id: string; current: boolean }>('/sessions');
    const { id } = sessions.find(({ current }) => !current)!;
    return { ...own, path: `/sessions/${id}`, subject: id };
  },
  'DELETE /users/:name/sessions': async (name) => {
    await signedIn(name);
    return { path: `/users/${name}/sessions`, subject: name };
  },
  'POST /users': async (name) => ({ path: '/users', body: { name, role: 'manager', password }, subject: name }),
  'PATCH /users/:name': async (name) => {
    await signedIn(name);
    return { path: `/users/${name}`, body: { disabled: true }, subject: name };
  },
  'POST /tokens': async (name) => ({ path: '/tokens', body: { name, role: 'integration' }, subject: name }),
  'DELETE /tokens/:name': async (name) => {
    await hub.admin.post('/tokens', { name, role: 'integration' });
    return { path: `/tokens/${name}`, subject: name };
  },
  'POST /devices': async (id) => ({
    path: '/devices',
    body: { id, kind: 'hot-water-sensor', space: `at-${id}`, floor: '12' },
    subject: id,
  }),
  'PATCH /devices/:id': async (id) => {
    await sensor(id);
    return { path: `/devices/${id}`, body: { tau: 3, space: `at-${id}` }, subject: id };
  },
  'DELETE /devices/:id': async (id) => {
    await sensor(id);
    return { path: `/devices/${id}`, subject: id };
  },
  'PUT /devices/:id/maintenance': async (id) => {
    await sensor(id);
    return { path: `/devices/${id}/maintenance`, body: { minutes: 30 }, subject: id };
  },
  'POST /devices/:id/commands': async (id) => {
    await sensor(id);
    return { path: `/devices/${id}/commands`, body: { command: 'test-draw' }, subject: id };
  },
  'PUT /spaces/:id': async (id) => ({ path: `/spaces/${id}`, body: { floor: '12' }, subject: id }),
  'PUT /standards/:id': async () => ({ path: '/standards/house-10s', body: { limit: 12 }, subject: 'house-10s' }),
  'PUT /dispatch': async (name) => {
    const plan = await hub.admin.get<DispatchPlan>('/dispatch');
    const people = [...plan.people, { user: name, role: 'housekeeping', floors: ['12'] }];
    return { path: '/dispatch', body: { ...plan, people, source: undefined, by: undefined, changedAt: undefined } };
  },
  'GET /tasks/:id/photos/:photo': async (name) => {
    await hub.admin.post('/requests', { id: name, space: '1203', request: 'towels', channel: 'phone' });
    const [task] = await hub.admin.list<{ id: string }>('/tasks?state=open');
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name, role: 'admin' });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' };
    const body = new Uint8Array(aJpeg());
    await fetch(`${hub.http}/api/v1/tasks/${task?.id}/photos`, { method: 'POST', headers, body });
    const { photos } = await hub.admin.get<{ photos: { id: string }[] }>(`/tasks/${task?.id}`);
    return { path: `/tasks/${task?.id}/photos/${photos[0]?.id}`, subject: task?.id ?? '' };
  },
};

/** Only called when there is work, which there is not. */
function phoneOf(name: string) {
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'A'.repeat(22) };
  return { endpoint: `https://web.push.apple.com/${name}`, keys, language: 'en' };
}

function callAsNobody(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${hub.http}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
}

test('every audited call is tried; what a step test finds goes the way of a device’s other changes', () => {
  expect([...Object.keys(deeds), 'POST /devices/:id/step-test'].toSorted()).toEqual(
    Object.keys(auditedCalls).toSorted(),
  );
});

let names = 0;
test.each(Object.entries(deeds))('%s: done and on record, or neither', async (call, prepare) => {
  names += 1;
  const { path, body, by, subject } = await prepare(`deed-${names}`);
  const [method = ''] = call.split(' ');
  const act = async () => (await (by?.client ?? hub.admin).call(method, path, body)).status;
  const isLook = method === 'GET';
  const before = { disk: onDisk(), lines: lines(), known: await known() };

  for (const refused of isLook ? [['noted_action']] : [['noted_action'], changed]) {
    refuse(refused);
    expect(await act()).toBe(503);
    letGo();
    await recovered();
    expect({ disk: onDisk(), lines: lines(), known: await known() }).toEqual(before);
  }

  const startedAt = Date.now();
  expect(await act()).toBeLessThan(300);
  if (!isLook) expect(onDisk()).not.toEqual(before.disk);
  const [line, ...more] = lines().slice(before.lines.length);
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    action: auditedCalls[call as Call]?.action,
    by: by?.source ?? 'user:admin',
    from: expect.stringContaining('127.0.0.1'),
  });
  expect(line?.['subject']).toBe(subject);
  expect(line?.['at']).toBeGreaterThanOrEqual(startedAt);
  expect(JSON.stringify(line)).not.toContain('nobody reads');
});
