// What the grid shows of a room for each thing that it can be coloured by.
import { expect, test } from 'vitest';
import {
  type CellFilter,
  filterFrom,
  isWanted,
  warmUpBySpace,
  writeFilter,
} from '../../../dashboards/engineering/cell-filter.ts';
import { type Colouring, paintCell } from '../../../dashboards/engineering/cell-paint.ts';
import { firmwareFleet } from '../../../dashboards/engineering/firmware-fleet.ts';
import { createHouseCells } from '../../../dashboards/engineering/house-cells.ts';
import { latestVerdicts } from '../../../dashboards/engineering/space-cell.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice, withReadings } from './device-builder.ts';

const missed = aDraw({ id: 'm', outcome: 'missed', seconds: 14.2 });
const cold = aDraw({ id: 'c', outcome: 'missed', seconds: null, censored: true });
const short = aDraw({ id: 's', outcome: 'excluded', reason: 'too-short', seconds: null });
const newer = aDevice({ id: 'other', space: '1204', model: 'HW-1', firmware: '1.10.0' });

function look(parts: Partial<Device>, draws: Draw[]) {
  const device = aDevice(parts);
  const moment = { now, askedAt: now };
  const cells = createHouseCells()(
    { devices: [device], verdicts: latestVerdicts(draws), tasks: [], incidents: [] },
    moment,
  );
  const cell = cells.get('1203');
  if (cell === undefined) throw new Error('expected the cell of 1203');
  return { cell, facts: { now, today: warmUpBySpace(draws), fleet: firmwareFleet([device, newer]) } };
}

const gone = { presence: 'offline', lastSeenAt: minutesFromNow(-30) } as const;
const paints: [name: string, by: Colouring, parts: Partial<Device>, draws: Draw[], state: string, text: unknown][] = [
  ['its worst state', 'state', gone, [], 'offline', undefined],
  ['a room in time', 'p95', {}, [aDraw()], 'ok', { n: 7.6 }],
  ['a room too slow', 'p95', {}, [aDraw(), missed], 'fault', { n: 14.2 }],
  ['a room that stays cold', 'p95', {}, [aDraw(), cold], 'fault', undefined],
  ['no judged draw is no green', 'p95', {}, [short], 'silent', undefined],
  ['a good number of a dead sensor is no news', 'p95', gone, [aDraw()], 'offline', { n: 7.6 }],
  ['a full battery', 'battery', withReadings({ battery: 80 }), [], 'ok', { n: 80 }],
  ['a low battery', 'battery', withReadings({ battery: 12 }), [], 'watch', { n: 12 }],
  ['no battery at all', 'battery', {}, [], 'silent', undefined],
  ['a strong signal', 'signal', withReadings({ signal: -60 }), [], 'ok', { n: -60 }],
  ['a weak signal', 'signal', withReadings({ signal: -82 }), [], 'watch', { n: -82 }],
  ['heard within two periods', 'heard', { lastSeenAt: minutesFromNow(-0.5) }, [], 'ok', { n: 30 }],
  ['heard in its third period', 'heard', { lastSeenAt: minutesFromNow(-0.75) }, [], 'watch', { n: 45 }],
  ['not heard any more', 'heard', { lastSeenAt: minutesFromNow(-2) }, [], 'silent', { n: 2 }],
  ['firmware that is behind', 'firmware', { model: 'HW-1', firmware: '1.9.0' }, [], 'watch', { text: '1.9.0' }],
  ['the newest firmware', 'firmware', { model: 'HW-1', firmware: '1.10.0' }, [], 'ok', { text: '1.10.0' }],
];
test.each(paints)('%s', (_name, by, parts, draws, state, values) => {
  const { cell, facts } = look(parts, draws);
  const paint = paintCell(cell, by, facts);
  expect({ state: paint.state, values: paint.text?.values }).toEqual({ state, values });
});

const filters: [name: string, filter: CellFilter, parts: Partial<Device>, draws: Draw[], wanted: boolean][] = [
  ['a tile of a state leaves its own', 'offline', gone, [], true],
  ['a tile of a state leaves no other', 'fault', gone, [], false],
  ['the battery tile leaves those below a fifth', 'battery', withReadings({ battery: 19 }), [], true],
  ['the battery tile leaves no full one', 'battery', withReadings({ battery: 20 }), [], false],
  ['the times tile leaves rooms whose p95 is too slow', 'slow', {}, [missed], true],
  ['the times tile leaves no room in time', 'slow', {}, [aDraw()], false],
  ['the tile of misses leaves rooms with one today', 'missed', {}, [aDraw(), missed], true],
  ['draws that say nothing have their own tile', 'undetermined', {}, [short], true],
  ['draws that say nothing are no success', 'met', {}, [short], false],
];
test('a room is grey as soon as one of its devices is not heard, however well the others are', () => {
  const devices = [aDevice(withReadings({ battery: 80 })), aDevice({ id: 'rc', ...gone })];
  const moment = { now, askedAt: now };
  const cell = createHouseCells()({ devices, verdicts: new Map(), tasks: [], incidents: [] }, moment).get('1203');
  const facts = { now, today: new Map(), fleet: [] };
  expect((['battery', 'heard', 'p95'] as const).map((by) => cell && paintCell(cell, by, facts).state)).toEqual([
    'offline',
    'offline',
    'offline',
  ]);
});

test.each(filters)('%s', (_name, filter, parts, draws, wanted) => {
  const { cell, facts } = look(parts, draws);
  expect(isWanted(cell, filter, facts.today)).toBe(wanted);
});

test.each([['fault'], [{ incident: 'i-riser-r1-x' }]] as [CellFilter][])(
  '%j stands in the address and comes back',
  (filter) => {
    expect(filterFrom(writeFilter(filter))).toEqual(filter);
  },
);

test('an address that names no filter leaves everything', () => {
  expect([filterFrom(null), filterFrom('nonsense')]).toEqual([undefined, undefined]);
});
