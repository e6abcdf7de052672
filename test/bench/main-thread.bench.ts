// Why a message takes as long as it does: what the hub's main thread, which reads, judges and answers, does with its time, at half of
// the promised rate and at full load.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { BenchmarkResult } from './benchmark.ts';
import type { Pace } from './load/order.ts';
import { measureLoad } from './measure-load.ts';
import { partsOfMessage } from './profile/parts-of-message.ts';
import { secondsOfRun } from './repeated.ts';
import { startHubSubject } from './subjects/hub.ts';
import { deviceNames } from './subjects/subject.ts';

export const title = 'What the main thread of the hub does with its time, 200 devices, one sample a message, QoS 1';

const paces: Readonly<Record<string, Pace>> = {
  'at 25,000/s': { loop: 'open', messagesPerS: 25_000 },
  'at full load': { loop: 'closed', window: 32 },
};
/** The rest of a run is for the profile to be written. */
const shareOfRun = 0.7;

export async function run(): Promise<BenchmarkResult> {
  const folder = await mkdtemp(join(tmpdir(), 'touchpoint-hub-profile-'));
  const path = join(folder, 'main.cpuprofile');
  const preload = join(import.meta.dirname, 'profile/profiled-process.ts');
  const subject = await startHubSubject({ NODE_OPTIONS: `--import ${preload}`, BENCH_PROFILE: path });
  const pid = subject.pids['hub']!;
  const rows: Record<string, Record<string, string | number>> = {};
  const remarks: string[] = ['a moment is of the part whose code was innermost; each profile is of one run'];
  try {
    const devices = await subject.addDevices(deviceNames('hw', 200));
    let daysAgo = 60;
    for (const [when, pace] of Object.entries(paces)) {
      const [measured] = await measureLoad(subject, {
        devices,
        qos: 1,
        samplesPerMessage: 1,
        pace,
        runs: 1,
        daysAgo,
        async beside() {
          process.kill(pid, 'SIGUSR2');
          await pause(secondsOfRun * 1000 * shareOfRun);
          process.kill(pid, 'SIGUSR2');
        },
      });
      await eventually(
        async () => existsSync(path),
        (isWritten) => isWritten,
      );
      const shares = partsOfMessage(JSON.parse(await readFile(path, 'utf8')));
      await rm(path);
      const { messagesPerS, latencyMs, use } = measured!;
      for (const [part, share] of shares) {
        rows[part] = {
          ...rows[part],
          [`${when}, %`]: (share * 100).toFixed(1),
          [`${when}, µs a message`]: ((share * 1e6) / messagesPerS).toFixed(1),
        };
      }
      remarks.push(`${when}: ${messagesPerS} messages/s, PUBACK p50 ${latencyMs.p50} p99 ${latencyMs.p99} ms; ${use}`);
      daysAgo -= 5;
    }
    return { rows, remarks, met: true };
  } finally {
    await subject.stop();
    await rm(folder, { recursive: true });
  }
}
