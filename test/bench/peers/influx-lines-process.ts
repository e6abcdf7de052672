// The limit of the database part: lines made beforehand, two writes under way, nothing else. Arguments: InfluxDB's URL, seconds. Tells what
// was taken a second, and how many points there must be now.
import { noInstant, writeInstant } from '../load/write-instant.ts';
import { postLines, seriesOf } from './line-writes.ts';

const [influxUrl = '', seconds = '20'] = process.argv.slice(2);
const devices = 200;
const instantsOfBatch = 25;
const atOnce = 2;
const begunAt = Date.now() - 60 * 86_400_000;
let instants = 0;
let points = 0;

const from = performance.now();
const until = from + Number(seconds) * 1000;
await Promise.all(Array.from({ length: atOnce }, writeAll));
const pointsPerS = Math.round((points * 1000) / (performance.now() - from));
process.stdout.write(`${JSON.stringify({ points, pointsPerS })}\n`);

async function writeAll(): Promise<void> {
  const batch = makeBatch();
  while (performance.now() < until) {
    for (const [index, place] of batch.places.entries()) {
      writeInstant(batch.bytes, place, begunAt + (instants + (index % instantsOfBatch)) * 1000);
    }
    instants += instantsOfBatch;
    const status = await postLines(influxUrl, batch.bytes);
    if (status !== 204) throw new Error(`InfluxDB answered ${status}`);
    points += batch.places.length;
  }
}

function makeBatch(): { readonly bytes: Buffer; readonly places: readonly number[] } {
  const lines = Array.from({ length: devices * instantsOfBatch }, (_, n) => {
    const series = seriesOf(`hw-${Math.floor(n / instantsOfBatch)}`);
    const readings = `temperature=${22 + (n % 97) / 97},flow=0,flowing=false,battery=${87 + (n % 89) / 89}`;
    return `telemetry,${series} ${readings} ${noInstant}`;
  });
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const places: number[] = [];
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', end + 1)) {
    places.push(end - noInstant.length);
  }
  return { bytes, places };
}
