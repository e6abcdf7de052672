// A busy house that is watched: 3,000 devices that speak, rooms that stay cold, and from one to two hundred pages on the live stream. From
// the moment at which the miss is certain to the task on one more page.
import { join } from 'node:path';
import { describeLatency } from '../../support/latency.ts';
import type { BenchmarkResult } from '../benchmark.ts';
import { type RoomName, roomNames } from '../failing-rooms.ts';
import { idle } from '../load/order.ts';
import { startLoad } from '../load/start-load.ts';
import { measureMisses } from '../measure-misses.ts';
import { watchProcesses } from '../process-use.ts';
import { type HubSubject, startHubSubject } from '../subjects/hub.ts';
import { deviceNames } from '../subjects/subject.ts';
import { startTold, type ToldProcess } from '../told-process.ts';

export const title = 'Live pages: from the limit to the task on a page, 3,000 devices connected, ms';
export const isLong = true;

const pageCounts = [1, 10, 50, 200];
const connected = 3_000;
/** `BENCH_MESSAGES=20000`: what the devices say together, messages a second. */
const messagesPerS = Number(process.env['BENCH_MESSAGES'] ?? 25_000);
const failingRooms = 100;
const promisedMs = 250;
/** Draws last up to 14 s, their edges lie within a second, the devices need a moment to connect. */
const loadS = 24;

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubSubject();
  const rows: Record<string, Record<string, string | number>> = {};
  const remarks: string[] = [];
  let met = true;
  try {
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'pages', role: 'engineer' });
    const devices = await hub.addDevices(deviceNames('hw', connected));
    const { mqtt, property } = hub;
    const startAt = Date.now() - 60 * 86_400_000;
    const load = await startLoad({ mqtt, property, devices, startAt, ...idle });
    for (const count of pageCounts) {
      const rooms = await failing(hub, count);
      const pages = await openPages(hub.http, token, count - 1);
      const read = watchProcesses(hub.pids);
      const loaded = load.run({ warmUpS: 2, seconds: loadS, pace: { loop: 'open', messagesPerS } });
      const { waits, late } = await measureMisses(hub, rooms);
      remarks.push(`${count} pages: ${read()}; samples left their devices p99 ${describeLatency(late).p99} ms late`);
      const { latencyMs } = await loaded;
      await pages.end();
      const task = describeLatency(waits.map(({ taskMs }) => taskMs));
      met &&= task.p99 <= promisedMs;
      rows[`${count} pages`] = {
        'task p50': task.p50,
        'task p99': task.p99,
        'task max': task.max,
        'verdict p99': describeLatency(waits.map(({ verdictMs }) => verdictMs)).p99,
        'PUBACK p99': latencyMs.p99,
      };
    }
    await load.end();
  } finally {
    await hub.stop();
  }
  return {
    rows,
    remarks: [
      `${messagesPerS} messages a second of ${connected} devices, open loop; ${failingRooms} rooms stay cold within a second`,
      `promised: p99 within ${promisedMs} ms after the limit`,
      ...remarks,
    ],
    met,
  };
}

async function failing(hub: HubSubject, round: number) {
  const devices = await hub.addDevices(deviceNames(`cold-${round}`, failingRooms));
  return devices.map((device, n) => ({ ...device, room: roomNames[n % roomNames.length] as RoomName }));
}

async function openPages(url: string, token: string, count: number): Promise<ToldProcess> {
  const pages = startTold(join(import.meta.dirname, '../load/pages-process.ts'), [url, String(count)]);
  pages.tell({ token });
  await pages.answer();
  return pages;
}
