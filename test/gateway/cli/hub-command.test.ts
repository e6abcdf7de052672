// The hub command against a hub that runs, and against one that does not; the same words, the same answers.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeControlFile } from '../../../gateway/cli/control-file.ts';
import { openStore } from '../../../gateway/store/store.ts';
import { hubCommand } from '../../support/hub-command.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

const main = fileURLToPath(new URL('../../../gateway/cli/main.ts', import.meta.url));

async function hubProcess(dataDir: string, words: string[], input = '', settings: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], HUB_DATA_DIR: dataDir, HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0', ...settings };
  const child = spawn(process.execPath, [main, ...words], { cwd: dataDir, env });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

const csv = [
  'id,kind,space,floor,riser,tau',
  'hw-0801,hot-water-sensor,0801,8,east,4.1',
  'tea-l1,tea-dispenser,lobby,1,,',
  '',
].join('\n');

describe.each(['a hub that runs', 'a hub that does not'])('with %s', (which) => {
  let dataDir: string;
  let hub: TestHub | undefined;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-cli-'));
    if (which === 'a hub that runs') hub = await startHub({ dataDir });
    // What a hub leaves behind that was killed.
    else {
      await (await openStore({ dataDir })).close();
      writeControlFile(dataDir, { url: 'http://127.0.0.1:1', token: 'of a run that ended', pid: 1 });
    }
  });
  afterAll(async () => {
    await hub?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const command = (words: string, input?: string) => hubCommand(dataDir, words, {}, input);
  const json = async (words: string, input?: string) => {
    const { code, out, err } = await command(`${words} --json`, input);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  };

  test('a device is added, listed and revoked', async () => {
    const made = await json('device add hw-1203 --kind hot-water-sensor --space 1203 --riser r2 --tau 4.1');
    expect(made).toEqual({ id: 'hw-1203', username: 'hw-1203', password: expect.any(String) });
    expect((await json('device list')).items).toMatchObject([
      { id: 'hw-1203', space: '1203', riser: 'r2', floor: null, sensor: { point: 'hot-branch', tau: 4.1 } },
    ]);
    expect(await json('device revoke hw-1203')).toEqual({ id: 'hw-1203', revoked: true });
    expect((await json('device list')).items).toEqual([]);
  });

  test('a whole hotel is imported from a spreadsheet, or none of it', async () => {
    await writeFile(join(dataDir, 'rooms.csv'), csv);
    expect(await json(`device import ${join(dataDir, 'rooms.csv')}`)).toEqual({
      spaces: 2,
      devices: [
        { id: 'hw-0801', username: 'hw-0801', password: expect.any(String) },
        { id: 'tea-l1', username: 'tea-l1', password: expect.any(String) },
      ],
    });
    await writeFile(join(dataDir, 'more.csv'), `${csv.replace('hw-0801', 'hw-0802')}\n`);
    expect(await command(`device import ${join(dataDir, 'more.csv')}`)).toEqual({
      code: 2,
      out: '',
      err: `${join(dataDir, 'more.csv')}:3: id: device tea-l1 is there already\n`,
    });
    const { items } = await json('device list');
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['hw-0801', 'tea-l1']);
  });

  test('of a spreadsheet with mistakes nothing is taken, and each is named with its line', async () => {
    const long = 'x'.repeat(129);
    const file = join(dataDir, 'wrong.csv');
    const before = (await json('device list')).items.length;
    await writeFile(
      file,
      `id,kind,space,name,spaceName\nhw-1,hot-water-sensor,1,,\nhw-2,hot-water-sensor,2,${long},\nhw-3,hot-water-sensor,3,,${long}\n`,
    );
    const { code, out, err } = await command(`device import ${file}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(`^${file}:3: name: expected at most 128 characters, found "xxx`),
      expect.stringMatching(`^${file}:4: spaceName: expected at most 128 characters, found "xxx`),
    ]);
    expect((await json('device list')).items).toHaveLength(before);
  });

  test('people and integrations come and go', async () => {
    const user = await json('user add 李 --role housekeeping', 'a long password\n');
    expect(user).toEqual({ name: '李', role: 'housekeeping', disabled: false });
    expect(await json('user passwd 李', 'another password')).toMatchObject({ name: '李' });
    expect(await json('user disable 李')).toMatchObject({ disabled: true });
    expect((await command('user passwd 李', 'a third password')).out).toBe(
      '李 has a new password, and is disabled: user enable 李 lets them sign in again.\n',
    );
    expect(await json('user enable 李')).toMatchObject({ disabled: false });
    expect(await json('token add pms --role integration')).toEqual({
      name: 'pms',
      role: 'integration',
      token: expect.any(String),
    });
    expect(await json('token revoke pms')).toEqual({ name: 'pms', revoked: true });
  });

  test.each([
    ['export draws', 'outcome,reason,censored'],
    ['export touchpoints', 'id,at,stay'],
    ['export tasks --from 2026-03-01', 'id,version,title'],
    ['export compliance --from 2026-03-01 --to 2026-03-02', 'key,met,missed'],
  ])('%s begins with its columns', async (words, header) => {
    const { code, out } = await command(words);
    expect({ code, header: out.slice(0, header.length) }).toEqual({ code: 0, header });
  });

  test('a replay answers before and after', async () => {
    expect(await json('replay --standard hse-hot-1min')).toMatchObject({
      standard: { limit: 60 },
      draws: 0,
      after: { rate: null },
    });
  });

  test.each([
    ['nonsense', 'expected a command (npm run hub -- help lists them), found "nonsense"'],
    ['device add', '<id>: expected a value, found nothing'],
    ['device', 'device: expected one of add, list, revoke, step-test, import, found nothing'],
    ['user lst', 'user: expected one of add, passwd, disable, enable, found "lst"'],
    ['device list x', 'device list: expected nothing after it, found "x"'],
    ['device revoke hw-1 x', 'device revoke <id>: expected nothing after it, found "x"'],
    ['device add HW --kind hot-water-sensor --space 1', '<id>: expected [a-z0-9][a-z0-9-]{0,62}, found "HW"'],
    [
      'device add hw-1 --kind kettle --space 1',
      '--kind: expected one of hot-water-sensor, room-controller, tea-dispenser, water-dispenser, found "kettle"',
    ],
    ['device add hw-1 --kind', '--kind: expected a value, found nothing'],
    ['device add hw-1 --kind --space 1', '--kind: expected a value (--kind=… with a dash), found "--space"'],
    ['export draws --by day', '--by: expected nothing but for export compliance, found "day"'],
    ['export draws --from 2026-03-02 --to 2026-03-01', '--to: expected an instant after --from, found "2026-03-01"'],
    ['export compliance --by guest', '--by: expected one of day, space, floor, riser, standard, found "guest"'],
    ['export compliance --standard zz', '--standard: expected the id of a standard, found "zz"'],
    ['device add hw-1 --kind hot-water-sensor', '--space: expected the space that the device is in, found nothing'],
    ['device add hw-1 --kind hot-water-sensor --space 1 --tau warm', '--tau: expected seconds, found "warm"'],
    [
      'device add hw-1 --colour red',
      'device add: expected one of --kind, --space, --floor, --riser, --point, --tau, --name, --json, found "--colour"',
    ],
    ['device revoke hw-404', 'There is no device hw-404.'],
    ['user add wang --role engineer', 'standard input: expected the password, found nothing'],
    ['user passwd nobody', 'There is no user nobody.'],
    ['export', 'export: expected one of draws, touchpoints, tasks, audit, compliance, found nothing'],
    ['export dreams', 'export: expected one of draws, touchpoints, tasks, audit, compliance, found "dreams"'],
    ['export draws --format pdf', '--format: expected one of csv, ndjson, found "pdf"'],
    [
      'export draws --from yesterday',
      '--from: expected a day such as 2026-03-01 or an instant such as 2026-03-01T06:00:00Z, found "yesterday"',
    ],
    ['replay', '--standard: expected the id of a standard or a JSON file, found nothing'],
  ])('%s is a mistake, said in one line', async (words, line) => {
    const input = words === 'user passwd nobody' ? 'a long password' : '';
    expect(await command(words, input)).toEqual({ code: 2, out: '', err: `${line}\n` });
  });
});

describe('with a hub that runs', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.remove());

  test('a device that was just added is accepted at once, and one that is revoked is put out', async () => {
    const added = await hubCommand(hub.dataDir, 'device add hw-1 --kind hot-water-sensor --space 1 --json');
    const { username, password } = JSON.parse(added.out);
    const client = await mqtt.connectAsync(hub.mqtt, { clientId: username, username, password, reconnectPeriod: 0 });
    const putOut = new Promise((resolve) => client.on('close', () => resolve('put out')));
    await hubCommand(hub.dataDir, 'device revoke hw-1');
    expect(await putOut).toBe('put out');
    await expect(
      mqtt.connectAsync(hub.mqtt, { clientId: username, username, password, reconnectPeriod: 0 }),
    ).rejects.toThrow();
  });
});

describe('with no hub at all', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-cli-'));
    await writeFile(join(dataDir, 'rooms.csv'), csv);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test.each([
    'export draws',
    'export draws --proof proof.jsonl',
    'replay --standard hse-hot-1min',
    'device list',
    'verify',
    'backup nightly.backup',
  ])('%s is a mistake, and makes none', async (words) => {
    const path = join(dataDir, 'hub.db');
    const err = `HUB_DATA_DIR: expected the store of a hub, found none at ${path}\n`;
    expect(await hubCommand(dataDir, words)).toEqual({ code: 2, out: '', err });
    expect(await readdir(dataDir)).toEqual(['rooms.csv']);
  });

  test.each([
    'device add hw-1203 --kind hot-water-sensor --space 1203',
    'device import ROOMS',
    'user add li --role engineer',
    'token add pms --role integration',
  ])('%s makes one', async (words) => {
    const given = words.replace('ROOMS', join(dataDir, 'rooms.csv'));
    expect(await hubCommand(dataDir, given, {}, 'a long password')).toMatchObject({ code: 0, err: '' });
    expect(await readdir(dataDir)).toContain('hub.db');
  });
});

describe('as a process of its own', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-cli-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  test('the password is read from standard input, and never asked for again', async () => {
    const { code, out } = await hubProcess(
      dataDir,
      ['user', 'add', 'li', '--role', 'engineer', '--json'],
      'a long password\n',
    );
    expect({ code, ...JSON.parse(out) }).toEqual({ code: 0, name: 'li', role: 'engineer', disabled: false });
    expect((await hubProcess(dataDir, ['user', 'add', 'wang', '--role', 'engineer'], '')).code).toBe(2);
  });

  test('settings that are right are said to be right', async () => {
    const { code, out } = await hubProcess(dataDir, ['check-config', '--json']);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, ok: true, property: 'demo' });
  });

  test('settings that are wrong are named, each in a line', async () => {
    const wrong = { HUB_HTTP_PORT: 'high', HUB_LOG_LEVEL: 'loud' };
    const { code, err } = await hubProcess(dataDir, ['check-config'], '', wrong);
    expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(err).toContain('HUB_HTTP_PORT: expected');
  });
});
