// The whole way of a message through the hub under load: validated, judged, on disk before PUBACK, in InfluxDB, and the task out.
// Hub, InfluxDB and generator share the machine; every count is verified in InfluxDB at the end.
import { describeLatency } from '../support/latency.ts';
import type { BenchmarkResult } from './benchmark.ts';
import type { LoadDevice } from './load/order.ts';
import { measureAtRate } from './measure-at-rate.ts';
import { type MeasuredRun, measureLoad } from './measure-load.ts';
import { median, runsOfRow, secondsOfRun, withSpread } from './repeated.ts';
import { startHubSubject } from './subjects/hub.ts';
import type { Subject } from './subjects/subject.ts';
import { deviceNames } from './subjects/subject.ts';

export const title = 'Telemetry through the hub: 200 devices, validated, judged, durable before PUBACK, in InfluxDB';

const promised = { messagesPerS: 50_000, samplesPerS: 400_000, p50Ms: 5, p99Ms: 25, taskP99Ms: 25 };

type Row = Readonly<Record<string, string | number>>;

export async function run(): Promise<BenchmarkResult> {
  const subject = await startHubSubject();
  try {
    const devices = await subject.addDevices(deviceNames('hw', 200));
    const single = await measureLoad(subject, {
      devices,
      qos: 1,
      samplesPerMessage: 1,
      pace: { loop: 'closed', window: 32 },
      daysAgo: 60,
    });
    // What goes on for ever is what InfluxDB keeps up with.
    const rate = median(single.map(({ samplesPerSToDatabase }) => samplesPerSToDatabase));
    const half = await atRate(subject, devices, rate / 2, 50);
    const halfOfPromise = await atRate(subject, devices, promised.messagesPerS / 2, 45);
    const batched = await measureLoad(subject, {
      devices,
      qos: 1,
      samplesPerMessage: 60,
      pace: { loop: 'closed', window: 8 },
      daysAgo: 40,
    });
    const samplesRate = median(batched.map(({ samplesPerS }) => samplesPerS));
    const lost = [...single, ...half.runs, ...halfOfPromise.runs, ...batched].reduce((sum, one) => sum + one.lost, 0);
    return {
      rows: {
        'one sample a message, QoS 1': { ...rateRow(single), 'of promised': ratio(rate, promised.messagesPerS) },
        '60 samples a message, QoS 1': { ...rateRow(batched), 'of promised': ratio(samplesRate, promised.samplesPerS) },
        'publish to PUBACK at half load': half.acknowledged,
        'publish to task out at half load': half.told,
        'publish to PUBACK at half of the promised rate': halfOfPromise.acknowledged,
        'publish to task out at half of the promised rate': halfOfPromise.told,
      },
      remarks: [
        `${runsOfRow} runs of ${secondsOfRun} s after 3 s of warm-up, median (from to); ` +
          `${single[0]?.messageBytes} bytes a message on the wire, ${batched[0]?.messageBytes} with 60 samples`,
        `one sample: ${single.at(-1)?.use}`,
        `60 samples: ${batched.at(-1)?.use}`,
        `half load: ${half.runs.at(-1)?.use}`,
        `half of the promised rate: ${halfOfPromise.runs.at(-1)?.use}`,
        'mqttPublishesPerSecond and mqttPublishBurst of the hub are at their largest: 200 devices stand for thousands',
        'water flows in a tenth of the samples, and a tenth of the draws stays cold; device time runs ahead of the clock, from the past',
        'the task is awaited by a subscriber of hub/{property}/staff/engineer/task over MQTT, QoS 1',
        lost === 0 ? 'InfluxDB holds every acknowledged sample once' : `LOST: ${lost} acknowledged samples`,
      ],
      met:
        lost === 0 &&
        rate >= promised.messagesPerS &&
        samplesRate >= promised.samplesPerS &&
        half.met &&
        halfOfPromise.met,
    };
  } finally {
    await subject.stop();
  }
}

function rateRow(runs: readonly MeasuredRun[]): Row {
  return {
    'messages/s': withSpread(runs.map(({ messagesPerS }) => messagesPerS)),
    'samples/s': withSpread(runs.map(({ samplesPerS }) => samplesPerS)),
    'drain s': withSpread(
      runs.map(({ drainS }) => drainS),
      1,
    ),
    'samples/s into InfluxDB, drain included': withSpread(
      runs.map(({ samplesPerSToDatabase }) => samplesPerSToDatabase),
    ),
  };
}

async function atRate(subject: Subject, devices: readonly LoadDevice[], messagesPerS: number, daysAgo: number) {
  const { runs, waits, failing } = await measureAtRate(subject, { devices, messagesPerS, daysAgo });
  const told = describeLatency(waits);
  const latency = (of: 'p50' | 'p99' | 'max') => runs.map(({ latencyMs }) => latencyMs[of]);
  const rate = withSpread(runs.map((one) => one.messagesPerS));
  return {
    runs,
    acknowledged: {
      'messages/s': rate,
      'p50 ms': withSpread(latency('p50'), 1),
      'p99 ms': withSpread(latency('p99'), 1),
      'max ms': withSpread(latency('max'), 1),
      'of promised': `p99 ${ratio(median(latency('p99')), promised.p99Ms)}`,
    } satisfies Row,
    told: {
      'messages/s': rate,
      'p50 ms': told.p50,
      'p99 ms': told.p99,
      'max ms': told.max,
      'of promised': `p99 ${ratio(told.p99, promised.taskP99Ms)}`,
      tasks: `${told.n} of ${failing}`,
    } satisfies Row,
    met:
      told.n === failing &&
      told.p99 <= promised.taskP99Ms &&
      median(latency('p50')) <= promised.p50Ms &&
      median(latency('p99')) <= promised.p99Ms,
  };
}

const ratio = (figure: number, promise: number) => (figure / promise).toFixed(2);
