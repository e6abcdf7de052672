import { expect, test } from 'vitest';
import { deviceRows, incidentsToShow } from '../../../dashboards/engineering/view-model.ts';
import type { Incident } from '../../../gateway/api/contract/incident.ts';
import { minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

test('devices are read the worst first, then along the floors', () => {
  const rows = deviceRows(
    [
      aDevice({ id: 'a', space: '1203' }),
      aDevice({ id: 'b', space: '902' }),
      aDevice({ id: 'c', space: '1210', presence: 'offline' }),
    ],
    { now, askedAt: now },
  );
  expect(rows.map(({ device }) => device.id)).toEqual(['c', 'b', 'a']);
});

test('incidents are read the widest first, among equals the oldest, and those that are over not at all', () => {
  const incident = (id: string, kind: Incident['kind'], minutes: number, closedAt: string | null = null): Incident => ({
    id,
    kind,
    subject: id,
    shape: null,
    part: null,
    openedAt: minutesFromNow(minutes),
    since: minutesFromNow(minutes),
    closedAt,
    mergedInto: null,
    reasoning: '',
    reasons: [],
    spaces: [],
    devices: [],
    tasks: [],
    draws: [],
  });
  const all = [
    incident('1203', 'room', -50),
    incident('r2', 'riser', -10),
    incident('r1', 'riser', -20),
    incident('12', 'floor', -30),
    incident('demo', 'plant', -5),
    incident('r3', 'riser', -60, minutesFromNow(-1)),
  ];
  expect(incidentsToShow(all).map(({ id }) => id)).toEqual(['demo', 'r1', 'r2', '12', '1203']);
});
