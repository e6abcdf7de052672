// That the load is not what is measured: the generator against a process that only acknowledges. Every other figure made with it
// must stay well below these.
import { join } from 'node:path';
import type { BenchmarkResult } from './benchmark.ts';
import type { Pace } from './load/order.ts';
import { startLoad } from './load/start-load.ts';
import { startPeer } from './subjects/peer-process.ts';

export const title = 'The load generator against a sink that only acknowledges, 200 devices';

interface Case {
  readonly qos: 0 | 1;
  readonly samplesPerMessage: number;
  readonly pace: Pace;
}

const cases: Readonly<Record<string, Case>> = {
  'one sample, QoS 1': { qos: 1, samplesPerMessage: 1, pace: { loop: 'closed', window: 100 } },
  'one sample, QoS 0': { qos: 0, samplesPerMessage: 1, pace: { loop: 'closed', window: 100 } },
  '60 samples, QoS 1': { qos: 1, samplesPerMessage: 60, pace: { loop: 'closed', window: 20 } },
  'one sample, QoS 1, 25,000/s': { qos: 1, samplesPerMessage: 1, pace: { loop: 'open', messagesPerS: 25_000 } },
};
/** Three times what the hub has to take. */
const wantedMessagesPerS = 150_000;
const wantedSamplesPerS = 1_200_000;

export async function run(): Promise<BenchmarkResult> {
  const rows: Record<string, Record<string, string | number>> = {};
  let met = true;
  for (const [name, one] of Object.entries(cases)) {
    const row = await measure(one);
    rows[name] = row;
    const wanted =
      one.samplesPerMessage > 1 ? row['samples/s'] >= wantedSamplesPerS : row['messages/s'] >= wantedMessagesPerS;
    met &&= wanted || one.pace.loop === 'open';
  }
  return { rows, remarks: ['latency is from the instant at which a message was due'], met };
}

async function measure({ qos, samplesPerMessage, pace }: Case) {
  const sink = await startPeer(join(import.meta.dirname, 'load/ack-sink-process.ts'), [], () => true);
  try {
    const load = await startLoad({
      mqtt: (JSON.parse(sink.said) as { mqtt: string }).mqtt,
      property: 'demo',
      devices: Array.from({ length: 200 }, (_, n) => ({ id: `hw-${n}`, password: 'none' })),
      qos,
      samplesPerMessage,
      startAt: Date.now() - 60 * 86_400_000,
      sampleGapMs: 1_000,
      drawShare: 0.1,
      missShare: 0.1,
    });
    const { messagesPerS, samplesPerS, cpu, rssMiB, latencyMs } = await load.run({ warmUpS: 2, seconds: 5, pace });
    await load.end();
    return {
      'messages/s': messagesPerS,
      'samples/s': samplesPerS,
      'generator cores': cpu,
      'µs of CPU a message': Math.round((cpu / messagesPerS) * 1e7) / 10,
      'p50 ms': latencyMs.p50,
      'p99 ms': latencyMs.p99,
      'RSS MiB': rssMiB,
      'bytes a message': load.messageBytes,
    };
  } finally {
    await sink.stop();
  }
}
