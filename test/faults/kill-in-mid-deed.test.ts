// `kill -9` while somebody is given the right to sign in: after the start the right and the line that says by whom are both there, or
// neither is, and what was answered is there.
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isLong, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { type KillPoint, killPoints, markedId } from './kill-points.ts';

const deeds = {
  'user-added': { list: '/users', body: { name: markedId, role: 'engineer', password: 'a long password for li' } },
  'token-added': { list: '/tokens', body: { name: markedId, role: 'integration' } },
  'device-added': { list: '/devices', body: { id: markedId, kind: 'tea-dispenser', space: 'lobby' } },
} as const;
type Deed = keyof typeof deeds;

/** What the disk has by then. Once the writer has it, it may be quicker than the end of the process: then both are there, or neither. */
const kept: Readonly<Partial<Record<KillPoint, 'neither' | 'both' | 'either'>>> = {
  decided: 'neither',
  'handed to the writer': 'either',
  'in a transaction': 'neither',
  written: 'neither',
  committed: 'both',
  'answered by the writer': 'both',
  'heard of': 'both',
};
/** In the short form those at which the two could part. */
const soon: readonly KillPoint[] = ['decided', 'written', 'committed', 'heard of'];
const points = killPoints.filter((point) => (isLong ? kept[point] !== undefined : soon.includes(point)));
const actions = (isLong ? Object.keys(deeds) : ['user-added']) as readonly Deed[];

it.for(actions.flatMap((action) => points.map((point) => [action, point] as const)))(
  '%s, and the hub dies when it is %s: both are on disk, or neither',
  async ([action, point]) => {
    const hub = await startHubProcess({
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'kill-at-point.ts')}`,
      FAULT_POINT: point,
      HUB_LOG_LEVEL: 'silent',
    });
    onTestFinished(() => hub.remove());
    const { list, body } = deeds[action];
    const ended = hub.ended();
    const answer = await hub.admin.call('POST', list, body).catch(() => undefined);
    expect(await ended).toBeNull();
    await hub.start();

    const { made, noted } = await found(hub, action);
    expect(noted).toBe(made);
    if (kept[point] !== 'either') expect(made).toBe(kept[point] === 'both');
    if (answer?.ok) expect(made).toBe(true);
    const again = await hub.admin.call('POST', list, body);
    expect(again.status).toBe(made ? 409 : 201);
    expect(await found(hub, action)).toEqual({ made: true, noted: true });
    report('killed in mid-deed', { deed: action, when: point, kept: made ? 'both' : 'neither' });
  },
);

async function found(hub: HubProcess, action: Deed): Promise<{ readonly made: boolean; readonly noted: boolean }> {
  const made = await hub.admin.list<{ readonly name?: string | null; readonly id?: string }>(deeds[action].list);
  const noted = await hub.admin.list<{ readonly subject: string }>(`/audit?action=${action}`);
  return {
    made: made.some(({ id, name }) => (id ?? name) === markedId),
    noted: noted.some(({ subject }) => subject === markedId),
  };
}
