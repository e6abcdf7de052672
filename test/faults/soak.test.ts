// A night of a busy house: wires that break, an InfluxDB that restarts, and at the end a hub that is killed now and then. Memory and
// open files stay as they are, every queue is empty in the morning, nothing is lost and nothing is doubled.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../devices/simulators/random.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, isLong, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { startInfluxd } from '../support/influxd.ts';
import { metric } from '../support/metrics.ts';
import { expectInHub, expectInInflux, openHouse } from './house-under-load.ts';
import { type Footprint, footprint } from './process-footprint.ts';

const minute = 60_000;
/** 20 minutes in the long form, FAULT_MINUTES of them otherwise: so long it runs, and is then killed now and then for a quarter of that. */
const undisturbedMs = byLength(8_000, Number(process.env['FAULT_MINUTES'] ?? 20) * 0.75 * minute);
const killed = byLength(1, 3);
/** In the long form a dispenser gives 75 cups in 15 minutes, as in a night; what happens in a house is remembered for two days. */
const house = {
  sensors: byLength(40, 950),
  dispensers: byLength(8, 50),
  window: 5,
  everyMs: 1_000,
  eventEveryMs: byLength(1_000, 12_000),
  // What a device is known by grows until it has said so much; in the evening it has for days.
  backlog: 1_200,
};
/** 5 % of the devices a minute. */
const flickerEveryMs = minute / (0.05 * (house.sensors + house.dispensers));
const influxRestarts = byLength(1, 3);
const lookEveryMs = byLength(1_000, 10_000);
/** Of the time after the first third. */
const allowedMbPerHour = 60;

interface Look extends Footprint {
  readonly atMs: number;
}

describeWith(['influxd'], 'a night', () => {
  it('leaves the hub as it was in the evening', async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const hub = await startHubProcess({
      HUB_INFLUX_URL: influxd.url,
      HUB_LOG_LEVEL: 'silent',
      NODE_OPTIONS: `--expose-gc --import ${join(import.meta.dirname, '../support/collects-garbage.ts')}`,
    });
    onTestFinished(() => hub.remove());
    const devices = await openHouse(hub, house);
    onTestFinished(() => devices.close());
    const flickering = setInterval(devices.flicker, flickerEveryMs);
    onTestFinished(() => clearInterval(flickering));

    const looks: Look[] = [];
    const beganAt = performance.now();
    for (let restarts = 0; performance.now() - beganAt < undisturbedMs; ) {
      await pause(lookEveryMs);
      looks.push({ atMs: performance.now() - beganAt, ...(await footprint(hub.pid())) });
      if (performance.now() - beganAt > ((restarts + 1) * undisturbedMs) / (influxRestarts + 1)) {
        await influxd.kill();
        await influxd.restart();
        restarts += 1;
      }
    }
    const random = createRandom('a night');
    for (let kills = 0; kills < killed; kills += 1) {
      await pause(random.integer(500, byLength(1_000, undisturbedMs / 9)));
      await hub.kill();
      await hub.start();
    }
    clearInterval(flickering);
    const said = await devices.rest();
    await expectInInflux(hub, influxd.url, said, byLength(60_000, 300_000));
    await expectInHub(hub, said);
    await expectEmptyQueues(hub);
    // The panel of the alarm is a device too.
    await eventually(
      () => metric(hub.http, 'hub_mqtt_connections'),
      (count) => count === house.sensors + house.dispensers + 1,
    );

    const settled = looks.filter(({ atMs }) => atMs > undisturbedMs / 3);
    const slope = mbPerHour(settled);
    const files = settled.map(({ openFiles }) => openFiles);
    report('a night', {
      devices: house.sensors + house.dispensers,
      minutes: Math.round(undisturbedMs / minute),
      acknowledged: said.acknowledged,
      kills: killed,
      'InfluxDB restarts': influxRestarts,
      lost: 0,
      doubled: 0,
      'MB at first': looks[0]?.residentMb ?? 0,
      'MB at last': looks.at(-1)?.residentMb ?? 0,
      'MB an hour': Math.round(slope),
      'open files': `${Math.min(...files)} to ${Math.max(...files)}`,
    });
    if (!isLong) return;
    expect(slope).toBeLessThan(allowedMbPerHour);
    expect(files.at(-1)).toBeLessThanOrEqual((files[0] as number) + 5);
  });
});

async function expectEmptyQueues(hub: HubProcess): Promise<void> {
  for (const series of [
    'hub_mqtt_queued',
    'hub_mqtt_in_flight',
    'hub_projection_failing{projection="influxdb-samples"}',
  ]) {
    await eventually(
      () => metric(hub.http, series),
      (value) => value === 0,
    );
  }
  const { checks } = (await (await fetch(`${hub.http}/readyz`)).json()) as { checks: { name: string; ok: boolean }[] };
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
}

/** The line through them all, least squares. */
function mbPerHour(looks: readonly Look[]): number {
  const mean = (of: (look: Look) => number) => looks.reduce((sum, look) => sum + of(look), 0) / looks.length;
  const [atMs, mb] = [mean((look) => look.atMs), mean((look) => look.residentMb)];
  const rise = mean((look) => (look.atMs - atMs) * (look.residentMb - mb));
  return (rise / mean((look) => (look.atMs - atMs) ** 2)) * 60 * minute;
}
