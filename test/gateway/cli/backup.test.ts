// A hub in one file: made while it works, brought back whole, and refused where that would cost anything.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HubClient, signIn } from '../../support/hub-client.ts';
import { hubCommand } from '../../support/hub-command.ts';
import { adminPassword, startHub, type TestHub } from '../../support/start-hub.ts';

let folder: string;
let hub: TestHub;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-backup-'));
  file = join(folder, 'nightly.backup');
  hub = await startHub();
  await hub.admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
});

afterEach(async () => {
  await hub.remove();
  await rm(folder, { recursive: true, force: true });
});

const request = (client: HubClient, id: string) =>
  client.post('/requests', { id, space: 'lobby', request: 'towels', channel: 'phone' });
const elsewhere = () => join(folder, 'restored');
const backup = () => hubCommand(hub.dataDir, `backup ${file}`);
const restore = (more = '') => hubCommand(elsewhere(), `restore ${file}${more}`);

test('a backup under load is one instant of the hub; restored, it is proven, signs the same people in and goes on', async () => {
  let sent = 0;
  let isOver = false;
  const load = (async () => {
    while (!isOver) await request(hub.admin, `r-${++sent}`);
  })();
  await expect.poll(() => sent).toBeGreaterThan(20);
  const sentBefore = sent;
  const made = await backup();
  isOver = true;
  await load;
  expect(made).toMatchObject({ code: 0, err: '' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['nightly.backup']);

  expect(await restore()).toMatchObject({ code: 0, err: '' });
  expect(await hubCommand(elsewhere(), 'verify')).toMatchObject({ code: 0, err: '' });
  const restored = await startHub({ dataDir: elsewhere() });
  try {
    const again = await signIn(restored.http, 'admin', adminPassword);
    const asked = async () => (await again.list('/touchpoints?touchpoint=first-contact')).length;
    const before = await asked();
    expect(before).toBeGreaterThanOrEqual(sentBefore - 1);
    expect((await again.list<{ id: string }>('/devices')).map(({ id }) => id)).toEqual(['tea-l1']);
    // Seen before the backup: the restored hub still knows that it was.
    await request(again, 'r-1');
    expect(await asked()).toBe(before);
    await request(again, 'after-the-restore');
    expect(await asked()).toBeGreaterThan(before);
    const log = await again.list<{ action: string }>('/audit');
    expect(log.map(({ action }) => action)).toContain('restored');
    expect(await hubCommand(elsewhere(), 'verify')).toMatchObject({ code: 0, err: '' });
  } finally {
    await restored.stop();
  }
});

test('a backup of a stopped hub holds what one of a running hub holds, and any tar can read it', async () => {
  await hub.stop();
  const { files } = JSON.parse((await hubCommand(hub.dataDir, `backup ${file} --json`)).out);
  expect(files).toEqual(['hub.db', 'history.db']);
  const listed = spawnSync('tar', ['-tf', file], { encoding: 'utf8' });
  expect(listed.stdout.trim().split('\n')).toEqual(['manifest.json', 'hub.db', 'history.db']);
});

test('what another property’s data is backed up under is never this one’s name', async () => {
  await hub.stop();
  const refused = await hubCommand(hub.dataDir, `backup ${file}`, { HUB_PROPERTY: 'grand' });
  expect(refused).toMatchObject({ err: expect.stringContaining('expected the data of grand, found that of demo') });
  expect(refused.code).not.toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test('a backup takes the place of an older one, which it says, and of nothing else', async () => {
  expect((await backup()).out).not.toContain('takes the place');
  const before = JSON.parse((await hubCommand(hub.dataDir, `backup ${file} --json`)).out);
  const again = await backup();
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('It takes the place of demo as of 2') });
  expect(again.out).toContain(`It takes the place of demo as of ${before.madeAt}`);
  await writeFile(file, 'the only copy of something else');
  expect(await backup()).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected a new file, or an older backup'),
  });
  expect(await readFile(file, 'utf8')).toBe('the only copy of something else');
  const inside = await hubCommand(hub.dataDir, `backup ${join(hub.dataDir, 'backup')}`);
  expect(inside).toMatchObject({ code: 2, err: expect.stringContaining(`expected a file outside of ${hub.dataDir}`) });
});

test('a house that was begun anew does not take the place of what it has lost, nor does another house, until it is said', async () => {
  for (const id of ['r-1', 'r-2', 'r-3']) await request(hub.admin, id);
  await backup();
  const kept = await readFile(file);
  const anew = await startHub();
  try {
    const refused = await hubCommand(anew.dataDir, `backup ${file}`);
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/more than this hub has.*--replace yes/) });
    const other = await startHub({ settings: { HUB_PROPERTY: 'other' } });
    try {
      const foreign = await hubCommand(other.dataDir, `backup ${file}`, { HUB_PROPERTY: 'other' });
      expect(foreign).toMatchObject({
        code: 2,
        err: expect.stringMatching(/a backup of demo, not of other.*--replace yes/),
      });
    } finally {
      await other.remove();
    }
    expect(kept.equals(await readFile(file))).toBe(true);
    expect(await readdir(folder)).toEqual(['nightly.backup']);
    expect(await hubCommand(anew.dataDir, `backup ${file} --replace yes`)).toMatchObject({ code: 0 });
    expect(kept.equals(await readFile(file))).toBe(false);
  } finally {
    await anew.remove();
  }
});

describe('a restore is refused, and leaves everything as it was,', () => {
  beforeEach(async () => {
    await backup();
  });

  test('while a hub runs on the directory', async () => {
    const { code, err } = await hubCommand(hub.dataDir, `restore ${file} --replace yes`);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`${hub.dataDir}: in use by another hub`) });
  });

  test('on a directory that holds anything, until it is said that it may go', async () => {
    await hub.stop();
    const sumOf = async () =>
      createHash('sha256')
        .update(await readFile(join(hub.dataDir, 'hub.db')))
        .digest('hex');
    const before = await sumOf();
    const refused = await hubCommand(hub.dataDir, `restore ${file}`);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('expected an empty folder, found ') });
    expect(await sumOf()).toBe(before);
    const replaced = await hubCommand(hub.dataDir, `restore ${file} --replace yes`);
    expect(replaced).toMatchObject({ code: 0, err: '' });
    const [aside] = (await readdir(hub.dataDir)).filter((name) => name.startsWith('replaced-'));
    expect(replaced.out).toContain(`What was there before is in ${join(hub.dataDir, aside!)}:`);
    expect(await readdir(join(hub.dataDir, aside!))).toContain('hub.db');
  });

  test.each<readonly [string, () => Promise<void>, RegExp]>([
    [
      'of a file that is no backup',
      () => writeFile(file, 'x'.repeat(4096)),
      /expected a whole backup of a hub: it is no tar/,
    ],
    ['of a file that is not there', () => rm(file), /cannot be read \(ENOENT\)/],
    [
      'of a backup that was cut off',
      () => truncate(file, 60_000),
      /expected a whole backup of a hub: the file ends too early/,
    ],
    [
      'of a backup with one bit flipped',
      () => flipBit(100_000),
      /expected a whole backup of a hub: .* is not what was backed up/,
    ],
    [
      'of a backup whose evidence somebody touched before it was made',
      () => backupOf("update fact set body = replace(body, 'lobby', 'lobbi')"),
      /its evidence is broken: .*altered/,
    ],
    [
      'of a backup of a newer hub',
      () => backupOf('pragma user_version = 999', true),
      /has schema 999, this hub knows up to \d+/,
    ],
    ['of another property', async () => {}, /is of the property demo, this hub is of grand/],
  ])('%s', async (which, make, reason) => {
    await make();
    const settings = which === 'of another property' ? { HUB_PROPERTY: 'grand' } : {};
    const { code, err } = await hubCommand(elsewhere(), `restore ${file}`, settings);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(reason) });
    expect((await readdir(elsewhere())).filter((name) => !/^(lock\.db|hub\.pid)/.test(name))).toEqual([]);
  });

  async function flipBit(position: number): Promise<void> {
    const bytes = await readFile(file);
    bytes[position]! ^= 1;
    await writeFile(file, bytes);
  }

  /** Sealed by its manifest as any other, with something wrong inside. */
  async function backupOf(sql: string, isLast = false): Promise<void> {
    const store = new DatabaseSync(join(hub.dataDir, 'hub.db'), { timeout: 5_000 });
    store.exec(`drop trigger fact_is_final; ${sql}`);
    store.close();
    const { makeBackup } = await import('../../../gateway/store/backup/make-backup.ts');
    const options = { dataDir: hub.dataDir, file, property: 'demo', madeAt: new Date() };
    if (isLast) await hub.stop();
    await makeBackup(options);
  }
});

test('a restore that was interrupted is not taken for an empty house', async () => {
  await backup();
  await hubCommand(elsewhere(), `restore ${file}`);
  await writeFile(join(elsewhere(), 'restore-under-way'), '');
  await expect(startHub({ dataDir: elsewhere() })).rejects.toThrow('a restore was interrupted here');
  expect(await restore(' --replace yes')).toMatchObject({ code: 0, err: '' });
});
