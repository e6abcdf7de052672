// Where the cells stand, and which floors are painted again.
import { describe, expect, test } from 'vitest';
import { createPlanner, floorRows, planFloors } from '../../../dashboards/engineering/floor-plan.ts';
import { createHouseCells } from '../../../dashboards/engineering/house-cells.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import { now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

const place = (space: string, riser: string | null, floor = space.slice(0, -2)) => ({ space, floor, riser });

test('floors from the top down, rooms in their order', () => {
  const plan = planFloors(
    [place('902', 'r1'), place('1210', 'r2'), place('1203', 'r1'), place('10', null, '')],
    'rooms',
  );
  expect(plan.floors.map(({ floor, spots }) => [floor, spots.map(({ space }) => space)])).toEqual([
    ['12', ['1203', '1210']],
    ['9', ['902']],
    ['', ['10']],
  ]);
});

describe('each riser stands under itself', () => {
  const plan = planFloors(
    [
      place('1201', 'r2'),
      place('1202', 'r10'),
      place('1203', 'r2'),
      place('901', 'r2'),
      place('902', 'r10'),
      place('909', null),
    ],
    'risers',
  );
  const columns = Object.fromEntries(
    plan.floors.flatMap(({ spots }) => spots.map(({ space, column }) => [space, column])),
  );

  test('in its own columns, as wide as its widest floor', () => {
    expect(plan.risers).toEqual(['r2', 'r2', 'r10', '']);
    expect(columns).toEqual({ 1201: 1, 1203: 2, 1202: 3, 901: 1, 902: 3, 909: 4 });
  });
});

test('a house is sorted anew only when a device moves', () => {
  const plan = createPlanner();
  const before = plan([aDevice()], [], 'rooms');
  expect(plan([aDevice({ presence: 'offline' })], [], 'rooms')).toBe(before);
  expect(plan([aDevice({ space: '1204' })], [], 'rooms')).not.toBe(before);
});

test('a device that does not know its floor or riser stands where its space does', () => {
  const spaces = [{ id: '1203', kind: 'room', name: null, floor: '12', riser: 'r1' } as const];
  const plan = createPlanner()([aDevice({ floor: null, riser: null })], spaces, 'risers');
  expect(plan).toMatchObject({ risers: ['r1'], floors: [{ floor: '12' }] });
});

test('on a floor that is painted again, a room that looks as before stays as it is', () => {
  const rooms = [aDevice({ id: 'a', space: '1203' }), aDevice({ id: 'b', space: '1204' })] as const;
  const plan = createPlanner()(rooms, [], 'rooms');
  const look = (devices: readonly Device[], before?: ReturnType<typeof floorRows>) => {
    const facts = { devices, verdicts: new Map(), tasks: [], incidents: [] };
    return floorRows(plan, createHouseCells()(facts, { now, askedAt: now }), before);
  };
  const before = look(rooms);
  const [after] = look([rooms[0], aDevice({ ...rooms[1], presence: 'offline' })], before);
  expect(after?.cells.map((cell, index) => cell === before[0]?.cells[index])).toEqual([true, false]);
});

describe('a floor is painted again', () => {
  const rooms = [aDevice({ id: 'a', space: '1203' }), aDevice({ id: 'b', space: '902', floor: '9' })];
  const plan = createPlanner()(rooms, [], 'rooms');
  const cells = (devices: Device[], at = now) =>
    createHouseCells()({ devices, verdicts: new Map(), tasks: [], incidents: [] }, { now: at, askedAt: at });
  const before = floorRows(plan, cells(rooms));

  test('not because a second has passed', () => {
    const after = floorRows(plan, cells(rooms, now + 1000), before);
    expect(after.map((row, index) => row === before[index])).toEqual([true, true]);
  });

  test('when one of its rooms falls silent, and no other floor with it', () => {
    const after = floorRows(plan, cells([rooms[0] as Device, aDevice({ ...rooms[1], presence: 'offline' })]), before);
    expect(after.map((row, index) => row === before[index])).toEqual([true, false]);
  });
});
