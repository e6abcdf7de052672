// The thread that writes telemetry to InfluxDB: one message is one write, answered with what had to be set aside. It gives way to the
// threads that answer devices: what is on disk can wait a moment longer for its copy.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { DeadLetter } from '../ports.ts';
import { answerRequests } from '../worker-link.ts';
import { connectInflux, type InfluxOptions } from './influx-connection.ts';
import { telemetryPolicy } from './influx-database.ts';
import { createInfluxWriter } from './influx-writer.ts';
import { type TaggedSamples, telemetryLines } from './telemetry-lines.ts';

const giveWay = 10;
// Of this thread alone: on Linux a thread has a priority of its own.
if (process.platform === 'linux') setPriority(0, giveWay);

const { property, ...influx } = workerData as InfluxOptions & { readonly property: string };
/** Kept until they were told: a write that fails after one is tried again as a whole. */
const letters: DeadLetter[] = [];
const writer = createInfluxWriter({
  policy: telemetryPolicy,
  connection: connectInflux(influx),
  database: influx.database,
  deadLetters: { setAside: async (letter) => void letters.push(letter) },
});

async function write(samples: TaggedSamples): Promise<readonly DeadLetter[]> {
  await writer.write(telemetryLines(samples, property));
  return letters.splice(0);
}

answerRequests(parentPort!, write, () => {});
