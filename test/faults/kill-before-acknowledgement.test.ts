// `kill -9` between the receipt of a message and its acknowledgement: the disk is held up, so that what was received can not
// have been committed when the hub dies.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { metric } from '../support/metrics.ts';
import { addDevice } from './live-devices.ts';

const cups = 25;

it('what was received and not acknowledged is sent again by the device, and is there once', async () => {
  const hub = await startHubProcess();
  onTestFinished(() => hub.remove());
  const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
  const acknowledged: string[] = [];
  await pourAll(dispenser, 'before', acknowledged);
  const letGo = holdDisk(hub);
  const pouring = pourAll(dispenser, 'meanwhile', acknowledged);
  await eventually(
    () => metric(hub.http, 'hub_mqtt_received_total'),
    (count) => count >= 2 * cups,
  );
  await hub.kill();
  expect(acknowledged).toHaveLength(cups);
  letGo();
  await hub.start();
  await pouring;
  const found = await hub.admin.list<{ readonly id: string }>('/touchpoints');
  expect(found.map(({ id }) => id).toSorted()).toEqual(acknowledged.map((id) => `${dispenser.id}:${id}`).toSorted());
  await dispenser.close();
});

async function pourAll(dispenser: DeviceClient, name: string, acknowledged: string[]): Promise<void> {
  const pour = async (_: unknown, index: number) => {
    const id = `${name}-${index}`;
    await dispenser.publish('event', { id, at: Date.now(), type: 'dispensed', product: 'cold-water' });
    acknowledged.push(id);
  };
  await Promise.all(Array.from({ length: cups }, pour));
}

/** Nobody commits until the answer is called. */
function holdDisk(hub: HubProcess): () => void {
  const database = new DatabaseSync(join(hub.dataDir, 'hub.db'));
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
