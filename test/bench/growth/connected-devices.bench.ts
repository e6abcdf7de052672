// What each device costs that is there: memory while it is idle, and the rate of all of them when they speak, from a hundred to twenty
// thousand rooms.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchmarkResult } from '../benchmark.ts';
import { type Fleet, idle, type LoadDevice } from '../load/order.ts';
import { startLoad } from '../load/start-load.ts';
import { processUse } from '../process-use.ts';
import { startHubSubject } from '../subjects/hub.ts';
import { deviceNames } from '../subjects/subject.ts';
import { mostConnections } from './open-files.ts';

export const title = 'Connected devices: memory of each while idle, and the rate of all, QoS 1, one sample a message';
export const isLong = true;

/** `BENCH_DEVICES=5000`: no more than so many. */
const wanted = Math.min(20_000, Number(process.env['BENCH_DEVICES'] ?? 20_000));
const sizes = [100, 1_000, 5_000, 20_000];
const promisedKiB = 18;
/** Messages under way, of all devices together. */
const underWay = 8_000;
/** The hub under test collects its garbage every 5 s: what is left after some rounds is what it holds. */
const settleMs = 16_000;
const collectsGarbage = join(import.meta.dirname, '../../support/collects-garbage.ts');

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubSubject({ NODE_OPTIONS: `--expose-gc --import ${collectsGarbage}` });
  const pid = hub.pids['hub'] as number;
  const rows: Record<string, Record<string, string | number>> = {};
  const most = mostConnections();
  const different = [...new Set(sizes.map((size) => Math.min(size, wanted, most)))];
  let keptKiB = 0;
  try {
    const registeredFrom = performance.now();
    const devices = await hub.addDevices(deviceNames('hw', different.at(-1) as number));
    const registeredS = (performance.now() - registeredFrom) / 1000;
    await pause(settleMs);
    const withoutMiB = processUse(pid).rssMiB;
    for (const size of different) {
      const from = performance.now();
      const load = await startLoad(fleetOf(devices.slice(0, size), 80));
      const signedInS = (performance.now() - from) / 1000;
      await pause(settleMs);
      const { rssMiB } = processUse(pid);
      await load.end();
      keptKiB = ((rssMiB - withoutMiB) * 1024) / size;
      rows[nameOf(size)] = { 'signed in s': signedInS.toFixed(1), 'RSS MiB': rssMiB, 'KiB each': keptKiB.toFixed(1) };
    }
    for (const [index, size] of different.entries()) {
      Object.assign(rows[nameOf(size)] as object, await rateOf(devices.slice(0, size), 70 - 10 * index));
    }
    return {
      rows,
      remarks: [
        `${withoutMiB} MiB with all registered and none connected; they were registered in ${registeredS.toFixed(0)} s`,
        `a process may hold ${most} connections here; promised: at most ${promisedKiB} KiB each at the largest size`,
        `idle telemetry of all devices in the closed loop, ${underWay} messages under way; memory is RSS of the hub's process after garbage collection`,
      ],
      met: keptKiB <= promisedKiB,
    };
  } finally {
    await hub.stop();
  }

  function fleetOf(of: readonly LoadDevice[], daysAgo: number): Fleet {
    return { mqtt: hub.mqtt, property: hub.property, devices: of, startAt: Date.now() - daysAgo * 86_400_000, ...idle };
  }

  async function rateOf(of: readonly LoadDevice[], daysAgo: number) {
    const load = await startLoad(fleetOf(of, daysAgo));
    const window = Math.min(100, Math.ceil(underWay / of.length));
    const result = await load.run({ warmUpS: 3, seconds: 10, pace: { loop: 'closed', window } });
    await load.end();
    const { messagesPerS, latencyMs } = result;
    return { 'messages/s': messagesPerS, 'PUBACK p50 ms': latencyMs.p50, 'PUBACK p99 ms': latencyMs.p99 };
  }
}

const nameOf = (size: number) => `${size.toLocaleString('en-US')} devices`;
