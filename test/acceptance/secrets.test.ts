// After a day's work with every kind of mistake in it, no secret is anywhere but with whom it was told to: not in the log, the
// counters, an answer, an export, or the data folder.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';

const run = promisify(execFile);
const typed = {
  admin: 'secret-of-the-administrator',
  person: 'secret-of-a-person',
  typo: 'secret-with-a-typo',
  influx: 'secret-of-influxdb',
  guessedToken: 'secret-that-is-no-token',
};
const command = join(import.meta.dirname, '../../gateway/cli/main.ts');

let hub: HubProcess;
/** By what they open. */
const secrets = new Map<string, string>(Object.entries(typed));
const answers: string[] = [];

async function hubCommand(...words: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HUB_DATA_DIR: hub.dataDir };
  return (await run(process.execPath, [command, ...words], { cwd: hub.dataDir, env })).stdout;
}

async function answered(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Response> {
  const answer = await fetch(`${hub.http}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  answers.push(await answer.clone().text());
  return answer;
}

async function failToConnect(username: string, password: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const client = mqtt.connect(hub.mqtt, { username, password, clientId: username, reconnectPeriod: 0 });
    client.on('error', () => undefined);
    client.on('close', () => {
      client.end(true);
      resolve();
    });
  });
}

beforeAll(async () => {
  hub = await startHubProcess({
    HUB_LOG_LEVEL: 'trace',
    HUB_ADMIN_PASSWORD: typed.admin,
    // Nobody listens there: every write fails and is logged.
    HUB_INFLUX_URL: 'http://127.0.0.1:9',
    HUB_INFLUX_USERNAME: 'hub',
    HUB_INFLUX_PASSWORD: typed.influx,
  });
  const { admin } = hub;
  await admin.post('/users', { name: 'li', role: 'engineer', password: typed.person });
  const { token } = await admin.post<{ token: string }>('/tokens', { name: 'pms', role: 'integration' });
  const device = await admin.addDevice({ id: 'hw-1203', kind: 'hot-water-sensor', space: '1203' });
  secrets.set('token', token).set('device', device.password);
  const { token: control } = JSON.parse(await readFile(join(hub.dataDir, 'control.json'), 'utf8'));
  secrets.set('control', control);

  const signedIn = await fetch(`${hub.http}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'li', password: typed.person }),
  });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  for (const cookie of cookies) {
    const [name = '', value = ''] = cookie.split('=');
    if (name !== 'hub_signed_in') secrets.set(name, value);
  }
  const cookie = cookies.join('; ');

  await answered('POST', '/session', {}, { username: 'li', password: typed.typo });
  await answered('POST', '/session', {}, { username: 'li', password: { $ne: typed.typo } });
  await answered('POST', '/session', {}, `{"username":"li","password":"${typed.typo}`);
  await answered('GET', '/devices', { authorization: `Bearer ${typed.guessedToken}` });
  await answered('GET', '/devices', { authorization: `Basic ${Buffer.from(`li:${typed.person}`).toString('base64')}` });
  await answered('DELETE', '/session', { cookie, 'x-csrf-token': `${csrfToken}x` });
  await answered(
    'POST',
    '/users',
    { authorization: `Bearer ${token}` },
    { name: 'x', role: 'admin', password: typed.typo },
  );
  await answered('GET', `/draws?cursor=${token}`, { cookie });
  for (const path of [
    '/session',
    '/sessions',
    '/devices',
    '/devices/hw-1203',
    '/tasks',
    '/property',
    '/openapi.json',
  ]) {
    await answered('GET', path, { cookie });
  }
  for (const path of ['/users', '/tokens', '/touchpoints', '/compliance']) {
    answers.push(JSON.stringify(await admin.get(path)));
  }
  await failToConnect('li', typed.typo);
  await failToConnect('hw-1203', typed.typo);
  await failToConnect('pms', typed.guessedToken);
  const sensor = await connectDevice({ url: hub.mqtt, ...device });
  await sensor.publish('telemetry', { at: Date.now(), temperature: 21, flow: 0 });
  await sensor.publish('telemetry', { at: Date.now(), temperature: 'nonsense' });
  await sensor.close();
});
afterAll(() => hub?.remove());

function secretsIn(text: string | Buffer): string[] {
  return [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
}

test('the log has lines of what failed, and no secret', async () => {
  const log = await eventually(
    async () => hub.log(),
    (text) => text.includes('connect refused') && text.includes('127.0.0.1:9'),
  );
  expect(secretsIn(log)).toEqual([]);
});

test('no answer tells a secret, right or wrong', () => {
  expect(answers.length).toBeGreaterThan(15);
  expect(secretsIn(answers.join('\n'))).toEqual([]);
});

test('the counters and the health checks tell none', async () => {
  for (const path of ['/metrics', '/readyz', '/healthz']) {
    expect(secretsIn(await (await fetch(hub.http + path)).text()), path).toEqual([]);
  }
});

test('exports and lists of the command line tell none', async () => {
  const shown = await Promise.all([
    hubCommand('export', 'draws'),
    hubCommand('export', 'tasks', '--format', 'ndjson'),
    hubCommand('export', 'touchpoints', '--json'),
    hubCommand('device', 'list', '--json'),
    hubCommand('check-config'),
  ]);
  expect(secretsIn(shown.join('\n'))).toEqual([]);
});

test('the data folder keeps hashes alone', async () => {
  await hub.stop();
  const files = await readdir(hub.dataDir, { recursive: true, withFileTypes: true });
  expect(files.length).toBeGreaterThan(1);
  for (const file of files.filter((one) => one.isFile())) {
    expect(secretsIn(await readFile(join(file.parentPath, file.name))), file.name).toEqual([]);
  }
});
