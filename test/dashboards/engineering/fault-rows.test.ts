// What an engineer reads first.
import { expect, test } from 'vitest';
import { faultRows } from '../../../dashboards/engineering/fault-rows.ts';
import { createHouseCells } from '../../../dashboards/engineering/house-cells.ts';
import { latestVerdicts } from '../../../dashboards/engineering/space-cell.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

const evidence = (minutes: number) =>
  ({
    type: 'draw',
    id: null,
    at: minutesFromNow(minutes),
    data: { outcome: 'missed', seconds: 14, limit: 10 },
  }) as const;
const draws = [
  aDraw({ id: '1', seconds: 8, startedAt: minutesFromNow(-50) }),
  aDraw({ id: '2', outcome: 'missed', seconds: null, startedAt: minutesFromNow(-20) }),
  aDraw({ id: '3', outcome: 'excluded', reason: 'too-short', seconds: null, startedAt: minutesFromNow(-10) }),
];
const cells = createHouseCells()(
  {
    devices: [
      aDevice(),
      aDevice({ id: 'b', space: '1204', lastSeenAt: minutesFromNow(-10) }),
      aDevice({ id: 'c', space: '1205', runOutAt: { leaves: minutesFromNow(30) } }),
      aDevice({ id: 'd', space: '1206', presence: 'offline' }),
      aDevice({ id: 'e', space: '1207' }),
    ],
    verdicts: latestVerdicts(draws),
    tasks: [aTask({ openedAt: minutesFromNow(-40), evidence: [evidence(-40), evidence(-20)] })],
    incidents: [],
  },
  { now, askedAt: now },
);
const rows = faultRows(cells.values(), draws);

test('by importance; what is well is not among them', () => {
  expect(rows.map(({ cell }) => `${cell.space} ${cell.state}`)).toEqual([
    '1203 fault',
    '1206 offline',
    '1204 silent',
    '1205 watch',
  ]);
});

test('how often it showed since its task is open, when last, and which way it goes', () => {
  expect(rows[0]).toMatchObject({
    count: 2,
    lastAt: Date.parse(minutesFromNow(-20)),
    trend: [
      { seconds: 8, isMissed: false },
      { seconds: null, isMissed: true },
    ],
  });
});

test('what nobody counts has no count', () => {
  expect(rows[2]).not.toHaveProperty('count');
});
