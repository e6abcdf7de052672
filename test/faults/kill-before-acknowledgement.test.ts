// `kill -9` between the receipt of a message and its acknowledgement, by the hub's own broker and by an external one: what was
// not acknowledged comes again, and everything is there once.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../devices/simulators/random.ts';
import { startMosquitto } from '../gateway/ingestion/start-mosquitto.ts';
import { describeWith } from '../support/describe-with.ts';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { isLong, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { metric } from '../support/metrics.ts';
import { type KillPoint, killPoints, markedId } from './kill-points.ts';
import { addDevice, dispense } from './live-devices.ts';

/** Within what a broker keeps under way for one client: mosquitto sends 20 before it waits for an acknowledgement. */
const cups = 15;

const brokers = {
  'its own broker': async () => ({}),
  'an external broker': async () => ({ HUB_MQTT_URL: (await startMosquitto()).url }),
} as const;

describeWith(['mosquitto'], 'a hub that is killed before it acknowledges', () => {
  it.for(Object.entries(brokers))('loses nothing behind %s while its disk is held up', async ([, settings]) => {
    const { hub, dispenser } = await openLobby(await settings());
    const before = await pour(dispenser, 'before');
    await eventually(
      () => touchpointsOf(hub),
      (found) => found.length === cups,
    );
    // Nothing that comes now can be committed.
    const letGo = holdDisk(hub);
    const pouring = pour(dispenser, 'meanwhile');
    await eventually(
      () => metric(hub.http, 'hub_mqtt_received_total'),
      (count) => count >= 2 * cups,
    );
    expect(await touchpointsOf(hub)).toEqual(before.toSorted());
    await hub.kill();
    letGo();
    await hub.start();
    const expected = [...before, ...(await pouring)].toSorted();
    await eventually(
      () => touchpointsOf(hub),
      (found) => found.length >= expected.length,
    );
    expect(await touchpointsOf(hub)).toEqual(expected);
  });

  it.for(Object.entries(brokers))('loses nothing behind %s at any instant', async ([, settings]) => {
    const random = createRandom('kills');
    const { hub, dispenser } = await openLobby(await settings());
    const pouring = dispense(dispenser, 8, Date.now() + 7_000);
    for (let kills = 0; kills < 4; kills += 1) {
      await pause(random.integer(50, 900));
      await hub.kill();
      await hub.start();
    }
    const expected = (await pouring).toSorted();
    await eventually(
      () => touchpointsOf(hub),
      (found) => found.length >= expected.length,
    );
    expect(await touchpointsOf(hub)).toEqual(expected);
  });
});

/** In the short form those at which most is under way. */
const soon: readonly KillPoint[] = ['decided', 'written', 'committed', 'about to be acknowledged'];

describeWith(['mosquitto'], 'a hub behind an external broker that dies when a message is', () => {
  it.for(isLong ? killPoints : soon)('%s loses nothing and doubles nothing', async (point) => {
    const { hub, dispenser } = await openLobby({
      ...(await brokers['an external broker']()),
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'kill-at-point.ts')}`,
      FAULT_POINT: point,
    });
    const back = hub.ended().then(async (code) => {
      await hub.start();
      return code;
    });
    const before = await pour(dispenser, 'before');
    const marked = dispenser.publish('event', { id: markedId, at: Date.now(), type: 'dispensed', product: 'bottle' });
    const after = pour(dispenser, 'after');
    expect(await back).toBeNull();
    await marked;
    const expected = [...before, `${dispenser.id}:${markedId}`, ...(await after)].toSorted();
    await eventually(
      () => touchpointsOf(hub),
      (found) => found.length >= expected.length,
    );
    expect(await touchpointsOf(hub)).toEqual(expected);
    report('killed behind an external broker', { when: point, events: expected.length, lost: 0 });
  });
});

async function openLobby(settings: Readonly<Record<string, string>>) {
  const hub = await startHubProcess(settings);
  onTestFinished(() => hub.remove());
  const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
  onTestFinished(() => dispenser.close());
  return { hub, dispenser };
}

/** Resolves with the ids of the events, once all are acknowledged. */
async function pour(dispenser: DeviceClient, name: string): Promise<string[]> {
  const ids = Array.from({ length: cups }, (_, index) => `${name}-${index}`);
  const poured = { at: Date.now(), type: 'dispensed', product: 'cold-water' };
  await Promise.all(ids.map((id) => dispenser.publish('event', { id, ...poured })));
  return ids.map((id) => `${dispenser.id}:${id}`);
}

async function touchpointsOf(hub: HubProcess): Promise<string[]> {
  return (await hub.admin.list<{ readonly id: string }>('/touchpoints')).map(({ id }) => id).toSorted();
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
