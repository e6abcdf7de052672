// What is hardly possible to beat on one thread of Node with aedes: broker, check, verdict and lines in one process, nothing on disk, one
// write of ready lines after the other. Argument: InfluxDB's URL.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes } from 'aedes';
import { createBatches } from './batches.ts';
import { createTaker, type PeerDraw, type PeerSample } from './judge-outlet.ts';
import { postLines, seriesOf } from './line-writes.ts';
import { taskOf, taskTopic } from './peer-tags.ts';

const [influxUrl = ''] = process.argv.slice(2);
const take = createTaker();
const lines = createBatches<string>(async (batch) => {
  const status = await postLines(influxUrl, batch.join('\n'));
  if (status !== 204) process.stderr.write(`InfluxDB answered ${status}\n`);
});

const aedes = await Aedes.createBroker();
aedes.authorizePublish = (_client, packet, proceed) => {
  admit(packet.topic.split('/')[2] as string, packet.payload.toString());
  proceed(null);
};
const server = createServer({ noDelay: true }, aedes.handle).listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${JSON.stringify({ mqtt: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);

function admit(device: string, payload: string): void {
  const now = Date.now();
  const taken = take(device, JSON.parse(payload), now);
  if (taken === undefined) return;
  const series = seriesOf(device);
  for (const sample of taken.samples) lines.add(sampleLine(series, sample));
  for (const draw of taken.draws) lines.add(drawLine(series, draw));
  if (taken.missed) {
    const task = {
      cmd: 'publish',
      topic: taskTopic,
      payload: taskOf(device, now),
      qos: 1,
      retain: false,
      dup: false,
    } as const;
    aedes.publish(task, () => {});
  }
  lines.settle();
}

function sampleLine(series: string, { at, temperature, flow, flowing, battery }: PeerSample): string {
  const first = temperature === null ? '' : `temperature=${temperature},`;
  const more = `${flowing === undefined ? '' : `,flowing=${flowing}`}${battery === undefined ? '' : `,battery=${battery}`}`;
  return `telemetry,${series} ${first}flow=${flow}${more} ${at}`;
}

function drawLine(series: string, { startedAt, outcome, seconds, litres }: PeerDraw): string {
  return `draw,${series},outcome=${outcome} seconds=${seconds},litres=${litres} ${startedAt}`;
}
