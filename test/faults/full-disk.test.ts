// A disk that takes no more, and then takes again: nothing is acknowledged that is not on it, `/readyz` says so, nothing that was
// acknowledged is lost, and the hub goes on without hands.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { hubCommand } from '../support/hub-command.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { addDevice } from './live-devices.ts';

interface Disk {
  readonly dataDir: string;
  /** What is mounted, where it is a disk of its own. */
  readonly mounted?: string;
  /** From now on a write fails. */
  fill(hub: HubProcess): Promise<void>;
  free(hub: HubProcess): Promise<void>;
}

const may = (command: string, ...words: string[]) => spawnSync(command, words).status === 0;

/** A small disk of its own, filled to the last byte. */
async function smallDisk(folder: string): Promise<Disk | undefined> {
  const mounted = join(folder, 'disk');
  await mkdir(mounted);
  if (process.getuid?.() !== 0 || !may('mount', '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', mounted)) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', mounted]));
  const ballast = join(mounted, 'ballast');
  return {
    dataDir: join(mounted, 'data'),
    mounted,
    async fill() {
      const { bavail, bsize } = await statfs(mounted);
      await writeFile(ballast, Buffer.alloc(bavail * bsize + 1)).catch(() => undefined);
    },
    free: () => rm(ballast),
  };
}

/** Every write to a file fails, as on a disk that has gone read-only or is failing (EFBIG through RLIMIT_FSIZE). */
async function limitedProcess(folder: string): Promise<Disk | undefined> {
  if (!may('prlimit', '--version')) return undefined;
  const limit = (hub: HubProcess, bytes: string) => {
    if (!may('prlimit', '--pid', String(hub.pid()), `--fsize=${bytes}:unlimited`)) throw new Error('prlimit failed');
  };
  return {
    dataDir: join(folder, 'data'),
    fill: async (hub) => limit(hub, '0'),
    free: async (hub) => limit(hub, 'unlimited'),
  };
}

const disks = { 'a disk that is full': smallDisk, 'a disk that takes no write': limitedProcess } as const;

it.for(Object.entries(disks))(
  '%s costs nothing that was acknowledged, and is got over without hands',
  async ([, make], { skip }) => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-full-disk-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const disk = await make(folder);
    if (disk === undefined) {
      console.warn('SKIPPED: a disk that fails. This process may not make one');
      return skip();
    }
    const hub = await startHubProcess({ HUB_DATA_DIR: disk.dataDir, HUB_LOG_LEVEL: 'silent' });
    onTestFinished(() => hub.remove());
    const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
    onTestFinished(() => dispenser.cut());

    const acknowledged = new Set<string>();
    const pouring: Promise<void>[] = [];
    const pour = (id: string) => {
      const cup = { id, at: Date.now(), type: 'dispensed', product: 'cold-water', note: 'x'.repeat(2_000) };
      pouring.push(dispenser.publish('event', cup).then(() => void acknowledged.add(`water-lobby:${id}`)));
    };
    for (let cup = 0; cup < 10; cup++) pour(`before-${cup}`);
    await Promise.all(pouring);

    await disk.fill(hub);
    for (let cup = 0; cup < 40; cup++) pour(`meanwhile-${cup}`);
    const notReady = await eventually(
      () => readiness(hub),
      ({ status }) => status === 503,
    );
    expect(notReady.failing).toContain('store');
    const whileFull = acknowledged.size;
    const onDisk = async () => (await hub.admin.list<{ id: string }>('/touchpoints')).map(({ id }) => id);
    expect((await onDisk()).filter((id) => acknowledged.has(id))).toHaveLength(whileFull);
    expect((await hub.admin.call('POST', '/stays/events', arrival())).status).toBe(503);
    expect((await hub.admin.call('POST', '/requests', towels())).status).toBe(503);
    expect((await hub.admin.call('GET', '/devices')).status).toBe(503);
    expect((await fetch(`${hub.http}/metrics`)).status).toBe(200);
    expect(acknowledged.size).toBe(whileFull);

    await disk.free(hub);
    await Promise.all(pouring);
    await eventually(
      () => readiness(hub),
      ({ status }) => status === 200,
    );
    const tasks = await eventually(
      () => hub.admin.list<{ kind: string; role: string; title: string }>('/tasks'),
      (found) => found.length > 0,
    );
    const title = expect.stringMatching(/^The hub's disk took nothing for \d+ s: /);
    expect(tasks).toMatchObject([{ kind: 'device-fault', role: 'engineer', title }]);
    expect((await hub.admin.call('POST', '/stays/events', arrival())).status).toBe(201);
    expect((await hub.admin.call('POST', '/requests', towels())).status).toBe(201);
    expect((await onDisk()).filter((id) => id.startsWith('water-lobby:')).toSorted()).toEqual(
      [...acknowledged].toSorted(),
    );
    expect(acknowledged.size).toBe(50);
    expect(await hubCommand(disk.dataDir, 'verify')).toMatchObject({ code: 0, err: '' });
  },
);

it('a disk that came back read-only keeps the hub from starting, with the reason, and costs nothing', async ({
  skip,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-full-disk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const disk = await smallDisk(folder);
  if (disk?.mounted === undefined) {
    console.warn('SKIPPED: a disk that is read-only. This process may not mount one');
    return skip();
  }
  const hub = await startHubProcess({ HUB_DATA_DIR: disk.dataDir, HUB_LOG_LEVEL: 'silent' });
  onTestFinished(() => hub.remove());
  const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
  onTestFinished(() => dispenser.cut());
  const cup = (id: string) => dispenser.publish('event', { id, at: Date.now(), type: 'dispensed', product: 'bottle' });
  await Promise.all(['before-1', 'before-2'].map(cup));

  // As ext4 does it after an error, and a host that starts anew upon it.
  await hub.kill();
  const remounted = (how: 'ro' | 'rw') => may('mount', '-o', `remount,${how}`, disk.mounted ?? '');
  expect(remounted('ro')).toBe(true);
  const meanwhile = cup('meanwhile');
  await expect(hub.start()).rejects.toThrow(/HUB_DATA_DIR: expected a folder that can be written, found .*\(EROFS\)/);

  expect(remounted('rw')).toBe(true);
  await hub.start();
  await meanwhile;
  const kept = (await hub.admin.list<{ id: string }>('/touchpoints')).map(({ id }) => id).toSorted();
  expect(kept).toEqual(['before-1', 'before-2', 'meanwhile'].map((id) => `water-lobby:${id}`).toSorted());
});

const towels = () => ({ id: 'r-1', space: 'at-water-lobby', request: 'towels', channel: 'phone' });

const arrival = () => ({ id: 'e-1', type: 'arrived', at: new Date().toISOString(), stay: 'PMS-1' });

async function readiness(hub: HubProcess): Promise<{ readonly status: number; readonly failing: readonly string[] }> {
  const answer = await fetch(`${hub.http}/readyz`);
  const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean }[] };
  return { status: answer.status, failing: checks.filter(({ ok }) => !ok).map(({ name }) => name) };
}
