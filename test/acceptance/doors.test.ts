// The doors of a whole hub: HTTPS from its settings, one throttle for all of them, and everything closed at once to whoever
// loses the right.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../support/hub-client.ts';
import { type SelfSigned, selfSigned } from '../support/self-signed.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const password = 'a long password of staff';
let directory: string;
let certificate: SelfSigned;
let hub: TestHub;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-doors-'));
  certificate = await selfSigned(directory, 'hub');
  const { certFile, keyFile } = certificate;
  hub = await startHub({ settings: { HUB_HTTPS_PORT: '0', HUB_TLS_CERT: certFile, HUB_TLS_KEY: keyFile } });
});
afterAll(async () => {
  await hub?.remove();
  await rm(directory, { recursive: true });
});

/** Over MQTT, as a staff device. @returns undefined where the hub refuses. */
async function connectStaff(username: string, given: string): Promise<MqttClient | undefined> {
  const client = mqtt.connect(hub.mqtt, {
    username,
    password: given,
    clientId: `${username}-pager`,
    reconnectPeriod: 0,
  });
  const connected = await new Promise<boolean>((resolve) => {
    client.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  if (connected) return client;
  client.end(true);
  return undefined;
}

test('the hub says where it speaks TLS, and does', async () => {
  expect(hub.https).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const [answer] = await once(get(`${hub.https}/healthz`, { ca: certificate.cert }), 'response');
  expect(answer.statusCode).toBe(200);
  answer.resume();
  expect(answer.headers['strict-transport-security']).toBe('max-age=15552000');
});

test.each(['li', 'pager'])('%s loses the pages and MQTT with the right', async (name) => {
  const isUser = name === 'li';
  if (isUser) await hub.admin.post('/users', { name, role: 'engineer', password });
  const secret = isUser
    ? password
    : (await hub.admin.post<{ token: string }>('/tokens', { name, role: 'engineer' })).token;
  const client = await connectStaff(name, secret);
  const closed = new Promise<void>((resolve) => client?.once('close', () => resolve()));
  if (isUser) {
    const stream = await (await signIn(hub.http, name, password)).stream();
    await hub.admin.call('PATCH', `/users/${name}`, { disabled: true });
    stream.close();
  } else {
    await hub.admin.call('DELETE', `/tokens/${name}`);
  }
  await closed;
  expect(await connectStaff(name, secret)).toBeUndefined();
});

test('who signs in over MQTT is in the audit log, once an hour and name', async () => {
  await hub.admin.post('/users', { name: 'wang', role: 'engineer', password });
  const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'dect', role: 'engineer' });
  for (const [name, secret] of [
    ['wang', password],
    ['wang', password],
    ['wang', 'guess'],
    ['dect', token],
    ['nobody', 'guess'],
  ] as const) {
    (await connectStaff(name, secret))?.end(true);
  }
  const noted = await hub.admin.list<{ by: string; action: string; data: object; from: string }>('/audit');
  const overMqtt = noted.filter(({ data }) => 'over' in data);
  expect(
    overMqtt.map(({ by, action, from }) => [by, action, from]).filter(([by]) => /wang|dect|nobody/.test(by ?? '')),
  ).toEqual([
    ['token:dect', 'signed-in', '127.0.0.1'],
    ['user:wang', 'sign-in-failed', '127.0.0.1'],
    ['user:wang', 'signed-in', '127.0.0.1'],
  ]);
});

test('guesses over MQTT count at the pages too', async () => {
  await hub.admin.post('/users', { name: 'chen', role: 'manager', password });
  for (let guess = 0; guess < 5; guess += 1) expect(await connectStaff('chen', 'guess')).toBeUndefined();
  await expect(signIn(hub.http, 'chen', password)).rejects.toThrow('429');
});
