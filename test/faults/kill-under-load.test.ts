// `kill -9` of the hub at random instants under load: nothing that was acknowledged is lost, nothing has its effect twice, and
// every start is ready soon.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../devices/simulators/random.ts';
import { describeWith } from '../support/describe-with.ts';
import { byLength, report } from '../support/fault-report.ts';
import { hubCommand } from '../support/hub-command.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { startInfluxd } from '../support/influxd.ts';
import { describeLatency } from '../support/latency.ts';
import { expectInHub, expectInInflux, openHouse } from './house-under-load.ts';

const kills = Number(process.env['FAULT_KILLS'] ?? byLength(4, 200));
const seed = process.env['FAULT_SEED'] ?? 'kills under load';

describeWith(['influxd'], 'a hub under load that is killed again and again', () => {
  it('loses nothing that it acknowledged, and does nothing twice', async () => {
    const random = createRandom(seed);
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url, HUB_LOG_LEVEL: 'silent' });
    onTestFinished(() => hub.remove());
    const house = await openHouse(hub, { sensors: 38, dispensers: 11, window: 10, everyMs: 25 });
    onTestFinished(() => house.close());

    const readyMs: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(random.integer(50, 900));
      await hub.kill();
      const from = performance.now();
      await hub.start();
      readyMs.push(performance.now() - from);
      if ((kill + 1) % 20 === 0)
        report('kill -9 under load', { kills: kill + 1, 'ready max ms': describeLatency(readyMs).max });
    }
    const said = await house.rest();

    await expectInHub(hub, said);
    await expectInInflux(hub, influxd.url, said);
    expect(await hub.stop()).toBe(0);
    expect(await hubCommand(hub.dataDir, 'verify')).toMatchObject({ code: 0, err: '' });
    const { p50, max } = describeLatency(readyMs);
    report('kill -9 under load', {
      seed,
      kills,
      acknowledged: said.acknowledged,
      cups: said.cups.length,
      tasks: said.tasks.length,
      'stay events': said.stayEvents,
      'alarm repeated': said.alarms,
      lost: 0,
      doubled: 0,
      'ready p50 ms of the first tenth': describeLatency(readyMs.slice(0, Math.ceil(kills / 10))).p50,
      'of the last': describeLatency(readyMs.slice(-Math.ceil(kills / 10))).p50,
      'ready p50 ms': p50,
      'ready max ms': max,
    });
  });
});
