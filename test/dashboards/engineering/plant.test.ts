// What the engineers' page asks for when it is opened, and when the stream may have gaps.
import { expect, test } from 'vitest';
import { createPlant } from '../../../dashboards/engineering/plant.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { aSlowHub, settled } from '../shared/slow-hub.ts';
import { minutesFromNow, now } from '../shared/task-builder.ts';

const hotel = { clock: { read: () => now }, property: { timeZone: 'UTC' } };
const lobby = { id: 'lobby', kind: 'lobby', name: null, floor: '1', riser: null } as const;

test('the spaces that the page was opened with are not asked for again before the stream has a gap', async () => {
  const hub = aSlowHub();
  const plant = createPlant({ ...hotel, api: hub.api, spaces: [lobby] });
  void plant.load();
  expect(hub.paths()).toEqual(['/devices', '/draws', '/incidents']);
  expect(plant.spaces.value).toEqual([lobby]);

  void plant.load();
  const spaces = hub.asked.find(({ path }) => path.startsWith('/spaces'));
  spaces?.answer({ items: [lobby, { ...lobby, id: 'gym' }], next: null });
  await settled();
  expect(plant.spaces.value.map(({ id }) => id)).toEqual(['lobby', 'gym']);
});

test('a list is read to its last page', async () => {
  const hub = aSlowHub();
  const plant = createPlant({ ...hotel, api: hub.api, spaces: [] });
  void plant.refreshDevices();
  hub.asked[0]?.answer({ items: [{ id: 'hw-1203' }], next: 'after hw-1203' });
  await settled();
  expect(hub.asked[1]?.path).toBe('/devices?limit=1000&cursor=after+hw-1203');
  hub.asked[1]?.answer({ items: [{ id: 'hw-1204' }], next: null });
  await settled();
  expect([...plant.devices.items.value.keys()]).toEqual(['hw-1203', 'hw-1204']);
});

test('the hotel’s day is read whole, and not a draw of the day before beyond the latest', async () => {
  const hub = aSlowHub();
  const plant = createPlant({ ...hotel, api: hub.api, spaces: [] });
  void plant.load();
  const draws = () => hub.asked.filter(({ path }) => path.startsWith('/draws'));
  draws()[0]?.answer({ items: [aDraw({ id: 'a', startedAt: minutesFromNow(-5) })], next: 'more' });
  await settled();
  draws()[1]?.answer({ items: [aDraw({ id: 'b', startedAt: minutesFromNow(-7 * 60) })], next: 'yesterday' });
  await settled();
  expect(draws().map(({ path }) => path)).toEqual(['/draws?limit=300', '/draws?limit=1000&cursor=more']);
  expect([...plant.draws.items.value.keys()]).toEqual(['a', 'b']);
});

test('the devices are known as of when they were asked for, and a failed asking makes them no newer', async () => {
  const hub = aSlowHub();
  const plant = createPlant({ ...hotel, api: hub.api, spaces: [] });
  expect(plant.devicesAskedAt.value).toBe(0);
  void plant.refreshDevices();
  hub.asked[0]?.answer({ items: [], next: null });
  await settled();
  expect(plant.devicesAskedAt.value).toBe(now);
});
