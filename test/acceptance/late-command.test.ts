// A device that was away is not told what it should have done then.
import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../gateway/ports.ts';
import { systemClock } from '../../gateway/system-clock.ts';
import { eventually } from '../support/eventually.ts';
import { metric } from '../support/metrics.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

let aheadMs = 0;
/** The real one, which the test puts forward. */
const clock: Clock = {
  now: () => systemClock.now() + aheadMs,
  schedule: (at, wake) => systemClock.schedule(at - aheadMs, wake),
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock });
});
afterAll(() => hub?.remove());

async function connect(credentials: { readonly username: string; readonly password: string }) {
  const heard: string[] = [];
  const client = mqtt.connect(hub.mqtt, {
    ...credentials,
    clientId: credentials.username,
    clean: false,
    reconnectPeriod: 0,
  });
  client.on('message', (_topic, payload) => heard.push(JSON.parse(String(payload)).command));
  await new Promise<void>((resolve, reject) => client.once('connect', () => resolve()).once('error', reject));
  return { client, heard };
}

test('of two commands that waited for a device, it is told the one whose time has not passed', async () => {
  const credentials = await hub.admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
  const first = await connect(credentials);
  await first.client.subscribeAsync('hub/demo/tea-l1/command', { qos: 1 });
  await first.client.endAsync();

  const queued = () => metric(hub.http, 'hub_mqtt_queued');
  await hub.admin.post('/devices/tea-l1/commands', { command: 'pour-early' });
  await eventually(queued, (count) => count === 1);
  aheadMs += 10 * 60_000;
  await hub.admin.post('/devices/tea-l1/commands', { command: 'pour-late' });
  await eventually(queued, (count) => count === 2);

  const again = await connect(credentials);
  await eventually(
    async () => again.heard.length,
    (count) => count > 0,
  );
  await eventually(queued, (count) => count === 0);
  expect(again.heard).toEqual(['pour-late']);
  await again.client.endAsync();
});
