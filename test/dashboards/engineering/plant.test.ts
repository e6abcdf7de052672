// What the engineers' page asks for when it is opened, and when the stream may have gaps.
import { expect, test } from 'vitest';
import { createPlant } from '../../../dashboards/engineering/plant.ts';
import { aSlowHub, settled } from '../shared/slow-hub.ts';

const lobby = { id: 'lobby', kind: 'lobby', name: null, floor: '1', riser: null } as const;

test('the spaces that the page was opened with are not asked for again before the stream has a gap', async () => {
  const hub = aSlowHub();
  const plant = createPlant({ api: hub.api, spaces: [lobby] });
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
  const plant = createPlant({ api: hub.api, spaces: [] });
  void plant.refreshDevices();
  hub.asked[0]?.answer({ items: [{ id: 'hw-1203' }], next: 'after hw-1203' });
  await settled();
  expect(hub.asked[1]?.path).toBe('/devices?limit=1000&cursor=after+hw-1203');
  hub.asked[1]?.answer({ items: [{ id: 'hw-1204' }], next: null });
  await settled();
  expect([...plant.devices.items.value.keys()]).toEqual(['hw-1203', 'hw-1204']);
});
