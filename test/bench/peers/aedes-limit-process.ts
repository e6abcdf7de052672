// What is hardly possible to beat on one thread of Node with aedes: broker, check, verdict and lines in one process, nothing on disk, one
// write of ready lines after the other. Argument: InfluxDB's URL.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes } from 'aedes';
import { createTaker, type PeerDraw, type PeerSample } from './judge-outlet.ts';
import { database, tagsOf, taskOf, taskTopic } from './peer-tags.ts';

const [influxUrl = ''] = process.argv.slice(2);
const take = createTaker();
const agent = new Agent({ keepAlive: true });
const mostLines = 5_000;
const longestMs = 100;
const seriesOf = new Map<string, string>();
const full: string[][] = [];
let lines: string[] = [];
let writing = false;

const aedes = await Aedes.createBroker();
aedes.authorizePublish = (_client, packet, proceed) => {
  admit(packet.topic.split('/')[2] as string, packet.payload.toString());
  proceed(null);
};
const server = createServer({ noDelay: true }, aedes.handle).listen(0, '127.0.0.1');
await once(server, 'listening');
setInterval(() => void write(), longestMs);
process.stdout.write(`${JSON.stringify({ mqtt: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);

function admit(device: string, payload: string): void {
  const now = Date.now();
  const taken = take(device, JSON.parse(payload), now);
  if (taken === undefined) return;
  const series = knownSeries(device);
  for (const sample of taken.samples) lines.push(sampleLine(series, sample));
  for (const draw of taken.draws) lines.push(drawLine(series, draw));
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
  if (lines.length < mostLines) return;
  full.push(lines);
  lines = [];
  void write();
}

function knownSeries(device: string): string {
  let series = seriesOf.get(device);
  if (series === undefined) {
    const tags = Object.entries(tagsOf(device)).sort(([a], [b]) => (a < b ? -1 : 1));
    series = tags.map(([name, value]) => `${name}=${value}`).join(',');
    seriesOf.set(device, series);
  }
  return series;
}

function sampleLine(series: string, { at, temperature, flow, flowing, battery }: PeerSample): string {
  const first = temperature === null ? '' : `temperature=${temperature},`;
  const more = `${flowing === undefined ? '' : `,flowing=${flowing}`}${battery === undefined ? '' : `,battery=${battery}`}`;
  return `telemetry,${series} ${first}flow=${flow}${more} ${at}`;
}

function drawLine(series: string, { startedAt, outcome, seconds, litres }: PeerDraw): string {
  return `draw,${series},outcome=${outcome} seconds=${seconds},litres=${litres} ${startedAt}`;
}

async function write(): Promise<void> {
  if (writing) return;
  writing = true;
  for (let batch = next(); batch.length > 0; batch = next()) {
    const call = request(`${influxUrl}/write?db=${database}&precision=ms`, { method: 'POST', agent });
    call.end(batch.join('\n'));
    const [answer] = await once(call, 'response');
    if (answer.statusCode !== 204) process.stderr.write(`InfluxDB answered ${answer.statusCode}\n`);
    answer.resume();
    await once(answer, 'end');
  }
  writing = false;
}

function next(): readonly string[] {
  const whole = full.shift();
  if (whole !== undefined) return whole;
  const rest = lines;
  lines = [];
  return rest;
}
