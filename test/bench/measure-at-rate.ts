// An open loop at a given rate, and beside it rooms that stay cold: what PUBACK and the task take while the house is busy.
import { watchTasks } from './load/failing-draws.ts';
import type { LoadDevice } from './load/order.ts';
import { type MeasuredRun, measureLoad } from './measure-load.ts';
import { runsOfRow, secondsOfRun } from './repeated.ts';
import { deviceNames, type Subject } from './subjects/subject.ts';

export interface AtRate {
  readonly runs: readonly MeasuredRun[];
  /** From the judged sample to the task, ms, of all runs. */
  readonly waits: readonly number[];
  /** Draws that were to open a task. */
  readonly failing: number;
}

export interface RateCase {
  readonly devices: readonly LoadDevice[];
  readonly messagesPerS: number;
  readonly daysAgo: number;
  readonly runs?: number;
}

const failuresPerS = 10;
/** The rest of a run is for the last ones to be told. */
const shareOfRun = 0.8;

export async function measureAtRate(subject: Subject, one: RateCase): Promise<AtRate> {
  const { devices, messagesPerS, daysAgo, runs: times = runsOfRow } = one;
  const perRun = failuresPerS * secondsOfRun;
  const failing = await subject.addDevices(deviceNames(`cold${daysAgo}`, perRun * times));
  const tasks = await watchTasks(subject);
  const waits: number[] = [];
  try {
    const runs = await measureLoad(subject, {
      devices,
      qos: 1,
      samplesPerMessage: 1,
      pace: { loop: 'open', messagesPerS },
      runs: times,
      daysAgo,
      async beside(run) {
        const rooms = failing.slice(run * perRun, (run + 1) * perRun);
        waits.push(...(await tasks.open(rooms, secondsOfRun * shareOfRun)));
      },
    });
    return { runs, waits, failing: failing.length };
  } finally {
    await tasks.end();
  }
}
