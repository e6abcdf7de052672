// The house from one look to the next: what nothing was told of stays the very same cell, so that it is not painted again.
import { expect, test } from 'vitest';
import { createHouseCells } from '../../../dashboards/engineering/house-cells.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

const house = ['1203', '1204'].map((space) => aDevice({ id: `hw-${space}`, space }));
const facts = (devices: readonly Device[]) => ({ devices, verdicts: new Map(), tasks: [], incidents: [] });
const at = (seconds: number) => ({ now: now + seconds * 1000, askedAt: now + seconds * 1000 });

test('a device that goes is another cell for its own room alone', () => {
  const look = createHouseCells();
  const before = look(facts(house), at(0));
  const [first, second] = house as [Device, Device];
  const after = look(facts([first, { ...second, presence: 'offline' }]), at(0));
  expect(after.get('1203')).toBe(before.get('1203'));
  expect(after.get('1204')?.state).toBe('offline');
});

test('a second that changes nothing leaves the cells as they are, and silence does not wait for news', () => {
  const look = createHouseCells();
  const before = look(facts(house), at(0));
  expect(look(facts(house), at(1)).get('1203')).toBe(before.get('1203'));
  expect(look(facts(house), at(3600)).get('1203')?.state).toBe('silent');
});

test('a task of the same moment is another cell', () => {
  const look = createHouseCells();
  look(facts(house), at(0));
  const tasks = [aTask({ space: '1203', openedAt: minutesFromNow(-1) })];
  expect(look({ ...facts(house), tasks }, at(0)).get('1203')?.state).toBe('fault');
});

test('a room whose device was taken away has no cell', () => {
  const look = createHouseCells();
  look(facts(house), at(0));
  expect([...look(facts(house.slice(1)), at(0)).keys()]).toEqual(['1204']);
});
