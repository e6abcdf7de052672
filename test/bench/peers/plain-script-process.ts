// The peer that promises nothing: MQTT.js on somebody's broker, points collected and written with node-influx, everything in memory.
// Arguments: the broker's URL, InfluxDB's URL.
import { InfluxDB, type IPoint } from 'influx';
import mqtt from 'mqtt';
import { createBatches } from './batches.ts';
import { createTaker } from './judge-outlet.ts';
import { database, tagsOf, taskOf, taskTopic } from './peer-tags.ts';

const [broker = '', influxUrl = ''] = process.argv.slice(2);
const { hostname, port } = new URL(influxUrl);
const influx = new InfluxDB({ host: hostname, port: Number(port), database });
const take = createTaker();
const points = createBatches<IPoint>(async (batch) => {
  try {
    await influx.writePoints(batch, { precision: 'ms' });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
  }
});

const client = await mqtt.connectAsync(broker, { clientId: 'plain-script', protocolVersion: 4 });
client.on('message', (topic, payload) => {
  const device = topic.split('/')[2] as string;
  const now = Date.now();
  const taken = take(device, JSON.parse(payload.toString()), now);
  if (taken === undefined) return;
  const tags = tagsOf(device);
  for (const { at, temperature, ...readings } of taken.samples) {
    const fields = temperature === null ? readings : { temperature, ...readings };
    points.add({ measurement: 'telemetry', tags, fields, timestamp: at });
  }
  for (const { startedAt, outcome, seconds, litres } of taken.draws) {
    points.add({ measurement: 'draw', tags: { ...tags, outcome }, fields: { seconds, litres }, timestamp: startedAt });
  }
  if (taken.missed) client.publish(taskTopic, taskOf(device, now), { qos: 1 });
  points.settle();
});
await client.subscribeAsync('hub/demo/+/telemetry', { qos: 0 });
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
