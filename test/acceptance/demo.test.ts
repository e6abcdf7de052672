// The demonstration as a newcomer starts it: its own process, its own words, real devices on real MQTT.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type HubClient, signIn } from '../support/hub-client.ts';

interface Draw {
  readonly outcome: string;
  readonly device: string;
}

interface Task {
  readonly kind: string;
  readonly device: string | null;
}

let dataDir: string;
let demo: ChildProcess;
let told = '';
let logged = '';

async function startDemo(): Promise<void> {
  told = '';
  logged = '';
  demo = spawn(process.execPath, ['gateway/demo.ts'], {
    env: { ...process.env, HUB_DATA_DIR: dataDir, HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demo.stdout!.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  demo.stderr!.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
    process.stderr.write(text);
  });
  await eventually(
    async () => told,
    (text) => text.includes('Ctrl-C'),
  );
}

const ready = () => JSON.parse(told.split('\n').find((line) => line.startsWith('{'))!) as { http: string };
const passwordOf = (user: string) => new RegExp(`^ +${user} +(\\S+)$`, 'm').exec(told)![1]!;
const enter = (user: string): Promise<HubClient> => signIn(ready().http, user, passwordOf(user));

async function stopDemo(): Promise<number | null> {
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'touchpoint-demo-'));
  await startDemo();
});

afterAll(async () => {
  if (demo.exitCode === null) await stopDemo();
  await rm(dataDir, { recursive: true, force: true });
});

test('says first what keeps real devices and phones out', () => {
  expect(told.split('\n')[0]).toMatch(/HUB_HTTP_HOST and HUB_MQTT_HOST must be opened/);
});

test('has somebody to sign in as for each role', async () => {
  for (const role of ['housekeeping', 'front-desk', 'engineer', 'manager', 'admin']) {
    await expect((await enter(role)).get('/session')).resolves.toMatchObject({ role });
  }
});

test('signs its whole hotel in', async () => {
  const engineer = await enter('engineer');
  const online = async () => {
    const devices = await engineer.list<{ presence: string }>('/devices');
    return { devices: devices.length, online: devices.filter(({ presence }) => presence === 'online').length };
  };
  await expect.poll(online, { timeout: 20_000 }).toEqual({ devices: 92, online: 92 });
});

test('within a minute a riser fails its guests, a task is there for it, and the tea is to be refilled', async () => {
  const admin = await enter('admin');
  const seen = async () => ({
    missed: (await admin.list<Draw>('/draws')).some(({ outcome }) => outcome === 'missed'),
    kinds: [...new Set((await admin.list<Task>('/tasks')).map(({ kind }) => kind))],
  });
  await expect
    .poll(seen, { timeout: 60_000, interval: 500 })
    .toMatchObject({ missed: true, kinds: expect.arrayContaining(['warm-up', 'refill', 'request']) });
});

test('within a minute stays have touchpoints that were met, missed, and that nobody can judge', async () => {
  const manager = await enter('manager');
  const outcomes = async () => {
    const stays = await manager.list<{ strip: { outcome: string | null }[] }>('/stays');
    return [...new Set(stays.flatMap(({ strip }) => strip.flatMap(({ outcome }) => outcome ?? [])))].toSorted();
  };
  await expect.poll(outcomes, { timeout: 60_000, interval: 500 }).toEqual(['met', 'missed', 'no-evidence']);
});

test('ends in order, and started again on the same data it is the same hotel with the same people', async () => {
  const before = passwordOf('manager');
  expect(await stopDemo()).toBe(0);
  await startDemo();
  expect(passwordOf('manager')).toBe(before);
  expect(logged, 'a setting that nobody has set').not.toContain('HUB_ADMIN_PASSWORD');
  const admin = await enter('admin');
  expect(await admin.list('/devices')).toHaveLength(92);
  expect((await admin.list<Draw>('/draws')).some(({ outcome }) => outcome === 'missed')).toBe(true);
});
