// An id that was used before, for something else: the contract holds, and somebody hears of it.
import { expect, test } from 'vitest';
import { connectDevice } from '../support/device-client.ts';
import { metric } from '../support/metrics.ts';
import { startHub } from '../support/start-hub.ts';

test('what came first counts, the engineer sees the id, and a true repeat is none', async () => {
  const hub = await startHub();
  const signIn = await hub.admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
  const machine = await connectDevice({ url: hub.mqtt, ...signIn });
  const pour = (product: string) =>
    machine.publish('event', { id: 'cup-1', type: 'dispensed', product, volume: 0.2, temperature: 92 });
  for (const product of ['black-tea', 'black-tea', 'green-tea']) await pour(product);

  const arrived = { id: 'e-1', type: 'arrived', at: new Date().toISOString(), stay: 'PMS-1' };
  const tell = async (event: object) => (await hub.admin.call('POST', '/stays/events', event)).status;
  const told = [await tell(arrived), await tell(arrived), await tell({ ...arrived, type: 'checked-in' })];
  expect(told).toEqual([201, 200, 200]);

  const { items } = await hub.admin.get<{ items: { reason: string; content: string }[] }>('/set-aside');
  expect(items.map(({ content }) => JSON.parse(content))).toEqual([{ id: 'stay:e-1' }, { id: 'event:tea-l1:cup-1' }]);
  expect(JSON.stringify(items)).not.toContain('PMS-1');
  expect(await metric(hub.http, 'hub_repeats_with_other_content_total')).toBe(2);
  machine.cut();
  await hub.remove();
});
