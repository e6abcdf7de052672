// One load on one subject: the rate while it is measured, what each process took meanwhile, and afterwards whether all that was
// acknowledged is in the database, device by device.
import { setTimeout as pause } from 'node:timers/promises';
import type { Fleet, LoadResult, Pace } from './load/order.ts';
import { startLoad } from './load/start-load.ts';
import { watchProcesses } from './process-use.ts';
import { runsOfRow, secondsOfRun } from './repeated.ts';
import type { Subject } from './subjects/subject.ts';

export interface LoadCase {
  readonly devices: Fleet['devices'];
  readonly qos: 0 | 1;
  readonly samplesPerMessage: number;
  readonly pace: Pace;
  readonly runs?: number;
  readonly seconds?: number;
  /** Days before now at which device time begins. */
  readonly daysAgo: number;
  /** Beside the load, while it is measured. */
  beside?(run: number): Promise<void>;
}

export interface MeasuredRun extends LoadResult {
  /** Of each process while it was measured, the generator among them: `hub 1.12 cores and 210 MiB, …` */
  readonly use: string;
  /** From the last acknowledgement until everything was in the database. */
  readonly drainS: number;
  /** From the first message to the last point in the database: what the whole way can keep up. */
  readonly samplesPerSToDatabase: number;
  /** Acknowledged samples that are not in the database when it has come to rest. */
  readonly lost: number;
  readonly messageBytes: number;
}

const warmUpS = 3;
const dayMs = 86_400_000;
/** How the water flows in every load: one tenth of the time, and one draw of ten stays cold. */
export const water = { sampleGapMs: 1_000, drawShare: 0.1, missShare: 0.1 } as const;
/** The database is asked for two devices so often, and is at rest when they have not changed so long. */
const askEveryMs = 250;
const restMs = 15_000;

export async function measureLoad(subject: Subject, one: LoadCase): Promise<readonly MeasuredRun[]> {
  const { devices, qos, samplesPerMessage, pace, runs = runsOfRow, seconds = secondsOfRun, daysAgo, beside } = one;
  const startAt = Date.now() - daysAgo * dayMs;
  const { mqtt, property, pids } = subject;
  const before = await subject.stored();
  const load = await startLoad({ mqtt, property, devices, qos, samplesPerMessage, startAt, ...water });
  const measured: MeasuredRun[] = [];
  let storedBefore = 0;
  try {
    for (let run = 0; run < runs; run += 1) {
      let read = watchProcesses({});
      let use = '';
      let others: Promise<void> | undefined;
      const from = performance.now();
      const result = await load.run(
        { warmUpS, seconds, pace },
        {
          measuring() {
            read = watchProcesses({ ...pids, generator: load.pid });
            others = beside?.(run);
          },
          measured() {
            use = read();
          },
        },
      );
      const sentFor = performance.now() - from;
      await others;
      const expected = new Map(
        devices.map(({ id }, index) => [id, (before.get(id) ?? 0) + (result.acknowledgedSamples[index] ?? 0)]),
      );
      const { lost, drainMs } = await drained(subject, expected);
      const stored = result.acknowledgedSamples.reduce((sum, count) => sum + count, 0) - lost;
      const samplesPerSToDatabase = Math.round(((stored - storedBefore) * 1000) / (sentFor + drainMs));
      storedBefore = stored;
      measured.push({
        ...result,
        use,
        drainS: Math.round(drainMs / 100) / 10,
        samplesPerSToDatabase,
        lost,
        messageBytes: load.messageBytes,
      });
    }
  } finally {
    await load.end();
  }
  return measured;
}

/** @param expected by device */
async function drained(
  subject: Subject,
  expected: ReadonlyMap<string, number>,
): Promise<{ readonly lost: number; readonly drainMs: number }> {
  const ids = [...expected.keys()];
  const watched = [ids[0] as string, ids.at(-1) as string];
  const from = performance.now();
  let seen = -1;
  let changedAt = from;
  for (;;) {
    const stored = await subject.stored(watched);
    const count = watched.reduce((sum, id) => sum + (stored.get(id) ?? 0), 0);
    if (watched.every((id) => (stored.get(id) ?? 0) >= (expected.get(id) as number))) {
      const lost = missing(await subject.stored(), expected);
      if (lost === 0) return { lost, drainMs: performance.now() - from };
    }
    if (count !== seen) changedAt = performance.now();
    seen = count;
    if (performance.now() - changedAt > restMs) {
      return { lost: missing(await subject.stored(), expected), drainMs: changedAt - from };
    }
    await pause(askEveryMs);
  }
}

/** @throws where there is more than was acknowledged: a sample was counted twice. */
function missing(stored: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): number {
  let lost = 0;
  for (const [id, count] of expected) {
    const there = stored.get(id) ?? 0;
    if (there > count) throw new Error(`${id}: ${there} points of ${count} samples that were acknowledged`);
    lost += count - there;
  }
  return lost;
}
