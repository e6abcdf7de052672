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

/** Nobody sends PUBACK here. */
const points: readonly KillPoint[] = killPoints.filter((point) => point !== 'about to be acknowledged');
const committedFrom = points.indexOf('committed');
/** In the short form those at which the two could part. */
const soon: readonly KillPoint[] = ['decided', 'written', 'committed', 'heard of'];
const rows = (isLong ? Object.keys(deeds) : ['user-added']).flatMap((deed) =>
  (isLong ? points : soon).map((point) => [deed as Deed, point] as const),
);

it.for(rows)('%s, and the hub dies when it is %s: both are on disk, or neither', async ([action, point]) => {
  const hub = await startHubProcess({
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'kill-at-point.ts')}`,
    FAULT_POINT: point,
    HUB_LOG_LEVEL: 'silent',
  });
  onTestFinished(() => hub.remove());
  const { list, body } = deeds[action];
  const ended = hub.ended();
  await expect(hub.admin.call('POST', list, body)).rejects.toThrow();
  expect(await ended).toBeNull();
  await hub.start();

  const isCommitted = points.indexOf(point) >= committedFrom;
  expect(await found(hub, action)).toEqual({ made: isCommitted, noted: isCommitted });
  const again = await hub.admin.call('POST', list, body);
  expect(again.status).toBe(isCommitted ? 409 : 201);
  expect(await found(hub, action)).toEqual({ made: true, noted: true });
  report('killed in mid-deed', { deed: action, when: point, kept: isCommitted ? 'both' : 'neither' });
});

async function found(hub: HubProcess, action: Deed): Promise<{ readonly made: boolean; readonly noted: boolean }> {
  const made = await hub.admin.list<{ readonly name?: string | null; readonly id?: string }>(deeds[action].list);
  const noted = await hub.admin.list<{ readonly subject: string }>(`/audit?action=${action}`);
  return {
    made: made.some(({ id, name }) => (id ?? name) === markedId),
    noted: noted.some(({ subject }) => subject === markedId),
  };
}
