// A house that adds InfluxDB after a year must find its evidence there, not only what comes from then on.
import { afterAll, expect, it } from 'vitest';
import { exampleEdgeAt, warmUpExamples } from '../fixtures/warm-up-examples.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { influxQuery } from '../support/influx-query.ts';
import { startInfluxd } from '../support/influxd.ts';
import { mosquittoPub } from '../support/mosquitto-pub.ts';
import { startHub } from '../support/start-hub.ts';

const undo: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

describeWith(['influxd', 'mosquitto_pub'], 'InfluxDB that comes later', () => {
  it('is told the draws of before', async () => {
    const alone = await startHub();
    const { username, password } = await alone.admin.addDevice({ id: 'hw-1', kind: 'hot-water-sensor', space: '0101' });
    const shiftMs = Date.now() - 20 * 60_000 - exampleEdgeAt;
    const lines = (warmUpExamples[0]?.samples ?? []).map(({ at, temperatureC, flowLpm }) =>
      JSON.stringify({ at: at + shiftMs, temperature: temperatureC, flow: flowLpm }),
    );
    await mosquittoPub({ url: alone.mqtt, username, password }, 'hub/demo/hw-1/telemetry', lines);
    const [draw] = await eventually(
      () => alone.admin.list<{ id: string }>('/draws'),
      (found) => found.length === 1,
    );
    await alone.stop();

    const influxd = await startInfluxd();
    undo.push(influxd.stop);
    const hub = await startHub({ dataDir: alone.dataDir, settings: { HUB_INFLUX_URL: influxd.url } });
    undo.push(hub.remove);
    const points = await eventually(
      () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id, outcome FROM draw').catch(() => []),
      (found) => found.length === 1,
    );
    expect(points).toMatchObject([{ id: draw?.id, outcome: 'met' }]);
    const { items } = await hub.admin.get<{ items: { met: number }[] }>('/compliance?by=floor');
    expect(items.reduce((sum, row) => sum + row.met, 0)).toBe(1);
  });
});
