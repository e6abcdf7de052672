// InfluxDB is away for longer than there is room: what waits is kept, telemetry that nobody owes is dropped and counted, what is
// owed stays with its device, and evidence is taken all the while. When InfluxDB is back, everything is there.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { metric } from '../support/metrics.ts';
import { addDevice } from './live-devices.ts';

const room = 1_000;
const wave = 50;

describeWith(['influxd'], 'a history that takes nothing for too long', () => {
  let influxd: Influxd;
  let hub: HubProcess;
  let sensor: DeviceClient;
  let dispenser: DeviceClient;

  beforeAll(async () => {
    influxd = await startInfluxd();
    hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url, HUB_HISTORY_BACKLOG: String(room) });
    sensor = await addDevice(hub, 'hw-1203', 'hot-water-sensor');
    dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
  });

  afterAll(async () => {
    sensor?.cut();
    dispenser?.cut();
    await hub?.remove();
    await influxd?.stop();
  });

  it('is told all that was acknowledged, and what its devices kept meanwhile', async () => {
    await influxd.kill();
    let acknowledged = 0;
    const startAt = Date.now() - 3_600_000;
    const telling: Promise<void>[] = [];
    const tell = () => {
      const sample = { at: startAt + telling.length * 1000, temperature: 20, flow: 0 };
      const told = sensor.publish('telemetry', sample).then(() => {
        acknowledged += 1;
      });
      telling.push(told);
    };
    let isFull = false;
    while (!isFull) {
      // What is in one read of the wire is taken or left together.
      for (let count = 0; count < wave; count += 1) tell();
      const received = await eventually(
        () => metric(hub.http, 'hub_mqtt_received_total'),
        (count) => acknowledged === telling.length || count > telling.length + wave,
      );
      // What is not acknowledged comes again and again.
      isFull = acknowledged < telling.length && received > telling.length + wave;
    }
    const whileFull = acknowledged;
    expect(whileFull).toBeGreaterThanOrEqual(room - 2 * wave);
    expect(whileFull).toBeLessThanOrEqual(room + wave);
    // Evidence has no such limit.
    await dispenser.publish('event', { id: 'cup', at: Date.now(), type: 'dispensed', product: 'cold-water' });
    expect(await hub.admin.list('/touchpoints')).toHaveLength(1);

    await influxd.restart();
    await Promise.all(telling);
    const counted = await eventually(
      () => countTelemetry(influxd.url),
      (count) => count >= telling.length,
    );
    expect(counted).toBe(telling.length);
  }, 90_000);
});

async function countTelemetry(url: string): Promise<number> {
  const [row] = await influxQuery(url, 'touchpoint_hub', 'SELECT count(temperature) FROM telemetry.telemetry');
  return Number(row?.['count'] ?? 0);
}
