// Ten thousand calls that no honest client makes: the hub stays up and itself, who calls properly is answered meanwhile, and
// what they took is given back.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { byLength } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { metric } from '../support/metrics.ts';
import { ended, openSocket } from '../support/raw-http.ts';
import { malformedCall, seededRandom } from './malformed-calls.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_301);
const callsAtOnce = 20;
/** Beside what the fresh process had: its code is compiled by then. */
const slackMiB = 64;
/** V8 gives pages back once the process has been idle for most of a minute. */
const givenBackWithinMs = 120_000;

let hub: HubProcess;
let token: string;
let sensor: DeviceClient;
beforeAll(async () => {
  hub = await startHubProcess();
  ({ token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'fuzzer', role: 'admin' }));
  const credentials = await hub.admin.addDevice({ id: 'hw-1203', kind: 'hot-water-sensor', space: '1203' });
  sensor = await connectDevice({ url: hub.mqtt, ...credentials });
});
afterAll(() => hub?.remove());

function pid(): number {
  return JSON.parse(readFileSync(join(hub.dataDir, 'control.json'), 'utf8')).pid;
}
function residentMiB(): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid()}/status`, 'utf8'))?.[1]) / 1024;
}
const openFiles = () => readdirSync(`/proc/${pid()}/fd`).length;

async function send(count: number, random: () => number): Promise<Map<number, number>> {
  const answers = new Map<number, number>();
  let left = count;
  async function caller(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const socket = openSocket(hub.http);
      const answer = ended(socket);
      // Half-closed: what waits for more learns that nothing comes.
      socket.end(malformedCall(random, token));
      const { status } = await answer;
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: callsAtOnce }, caller));
  return answers;
}

test(`malformed calls by the thousand (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const before = { pid: pid(), residentMiB: residentMiB(), openFiles: openFiles() };

  let isOver = false;
  const fuzzing = send(byLength(2_000, 10_000), random).finally(() => {
    isOver = true;
  });
  const stream = await hub.admin.stream();
  let served = 0;
  while (!isOver) {
    await hub.admin.get('/devices/hw-1203');
    await sensor.publish('telemetry', { at: Date.now(), temperature: 21, flow: 0 });
    served += 1;
  }
  const answers = await fuzzing;
  await stream.until(({ event }) => event === 'heartbeat');
  stream.close();

  expect(served).toBeGreaterThan(10);
  expect([...answers.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(await metric(hub.http, 'hub_http_answers_total{status="5xx"}')).toBe(0);
  expect(answers.get(400)).toBeGreaterThan(1_000);
  expect(pid()).toBe(before.pid);
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  await eventually(
    async () => openFiles(),
    (count) => count <= before.openFiles + 5,
  );
  await eventually(
    async () => residentMiB(),
    (mebibytes) => mebibytes <= before.residentMiB + slackMiB,
    givenBackWithinMs,
  );
}, 300_000);
