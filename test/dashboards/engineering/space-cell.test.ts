// A space as one cell: as well as the worst thing in it.
import { describe, expect, test } from 'vitest';
import { createHouseCells } from '../../../dashboards/engineering/house-cells.ts';
import { latestVerdicts } from '../../../dashboards/engineering/space-cell.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import type { Incident } from '../../../gateway/api/contract/incident.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

interface House {
  devices?: Device[];
  draws?: Draw[];
  tasks?: Task[];
  incidents?: Incident[];
}
const cellOf = ({ devices = [aDevice()], draws = [], tasks = [], incidents = [] }: House) =>
  createHouseCells()({ devices, verdicts: latestVerdicts(draws), tasks, incidents }, { now, askedAt: now }).get('1203');

const missed = aDraw({ id: '1', outcome: 'missed', seconds: 14.2, startedAt: minutesFromNow(-30) });
const tooShort = aDraw({ id: '2', outcome: 'excluded', reason: 'too-short', startedAt: minutesFromNow(-20) });
const met = aDraw({ id: '3', outcome: 'met', seconds: 7, startedAt: minutesFromNow(-10) });
const gone = aDevice({ id: 'rc', presence: 'offline', lastSeenAt: minutesFromNow(-9) });

describe('a space', () => {
  const rows: [name: string, house: House, state: string][] = [
    ['is as well as the worst of its devices', { devices: [aDevice(), gone] }, 'offline'],
    ['shows the miss of its last judged draw', { draws: [missed, tooShort] }, 'fault'],
    ['is well again after a draw in time', { draws: [missed, tooShort, met] }, 'ok'],
    ['is told nothing by draws that say nothing', { draws: [tooShort] }, 'ok'],
    ['is a fault while nobody has taken its task', { draws: [missed], tasks: [aTask()] }, 'fault'],
    [
      'is in hand as soon as somebody has',
      { draws: [missed], tasks: [aTask({ state: 'accepted', assignee: 'w' })] },
      'work',
    ],
    ['is by its draw again when the task is over', { draws: [missed], tasks: [aTask({ state: 'verified' })] }, 'fault'],
  ];
  test.each(rows)('%s', (_name, house, state) => {
    expect(cellOf(house)?.state).toBe(state);
  });

  test('was heard when any of its devices was', () => {
    expect(cellOf({ devices: [gone, aDevice()] })?.heardAt).toBe(Date.parse(minutesFromNow(-0.2)));
  });

  test('belongs to the open incident that names it, not to a closed one', () => {
    const incident = { id: 'i1', closedAt: null, spaces: ['1203'] } as unknown as Incident;
    expect(cellOf({ incidents: [incident] })?.incident).toBe('i1');
    expect(cellOf({ incidents: [{ ...incident, closedAt: minutesFromNow(-1) }] })?.incident).toBeUndefined();
  });

  test('says that somebody works there, whatever its state', () => {
    const maintenance = [{ from: minutesFromNow(-5), until: minutesFromNow(55), by: 'wang' }];
    expect(cellOf({ devices: [{ ...gone, maintenance }] })).toMatchObject({ state: 'offline', isMaintained: true });
  });
});
