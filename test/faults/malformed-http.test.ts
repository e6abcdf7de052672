// Calls by the thousand that no honest client makes: the hub stays up and itself, who calls properly is answered meanwhile, and
// what they took is given back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, type Random } from '../../devices/simulators/random.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { byLength } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { metric } from '../support/metrics.ts';
import { ended, openSocket } from '../support/raw-http.ts';
import { malformedCall } from './malformed-calls.ts';
import { footprint } from './process-footprint.ts';

const seed = process.env['FAULT_SEED'] ?? '20260301';
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

/** Of the one process that was started: there is none where it has ended. */
const held = () => footprint(hub.pid());

async function send(count: number, random: Random): Promise<Map<number, number>> {
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
  const random = createRandom(seed);
  const before = await held();

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
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  await eventually(held, ({ openFiles }) => openFiles <= before.openFiles + 5);
  await eventually(held, ({ residentMb }) => residentMb <= before.residentMb + slackMiB, givenBackWithinMs);
}, 300_000);
