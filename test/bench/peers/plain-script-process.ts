// The peer that promises nothing: MQTT.js on somebody's broker, points collected and written with node-influx, everything in memory.
// Arguments: the broker's URL, InfluxDB's URL.
import { InfluxDB, type IPoint } from 'influx';
import mqtt from 'mqtt';
import { createTaker } from './judge-outlet.ts';
import { database, tagsOf, taskOf, taskTopic } from './peer-tags.ts';

const [broker = '', influxUrl = ''] = process.argv.slice(2);
const { hostname, port } = new URL(influxUrl);
const influx = new InfluxDB({ host: hostname, port: Number(port), database });
const take = createTaker();
const mostPoints = 5_000;
const longestMs = 100;
const full: IPoint[][] = [];
let points: IPoint[] = [];
let writing = false;

const client = await mqtt.connectAsync(broker, { clientId: 'plain-script', protocolVersion: 4 });
client.on('message', (topic, payload) => {
  const device = topic.split('/')[2] as string;
  const now = Date.now();
  const taken = take(device, JSON.parse(payload.toString()), now);
  if (taken === undefined) return;
  const tags = tagsOf(device);
  for (const { at, temperature, ...readings } of taken.samples) {
    const fields = temperature === null ? readings : { temperature, ...readings };
    points.push({ measurement: 'telemetry', tags, fields, timestamp: at });
  }
  for (const { startedAt, outcome, seconds, litres } of taken.draws) {
    points.push({ measurement: 'draw', tags: { ...tags, outcome }, fields: { seconds, litres }, timestamp: startedAt });
  }
  if (taken.missed) client.publish(taskTopic, taskOf(device, now), { qos: 1 });
  if (points.length < mostPoints) return;
  full.push(points);
  points = [];
  void write();
});
await client.subscribeAsync('hub/demo/+/telemetry', { qos: 0 });
setInterval(() => void write(), longestMs);
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);

async function write(): Promise<void> {
  if (writing) return;
  writing = true;
  try {
    for (let batch = next(); batch.length > 0; batch = next()) await influx.writePoints(batch, { precision: 'ms' });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
  }
  writing = false;
}

function next(): IPoint[] {
  const whole = full.shift();
  if (whole !== undefined) return whole;
  const rest = points;
  points = [];
  return rest;
}
