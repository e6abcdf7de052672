// The same work by others: message in, checked, warm-up judged, in InfluxDB, task out. Each round starts every one of them afresh on this
// machine, and ratios are made within a round.
import { describeLatency } from '../support/latency.ts';
import { startMosquittoProcess } from '../support/mosquitto-process.ts';
import type { BenchmarkResult } from './benchmark.ts';
import type { LoadDevice } from './load/order.ts';
import { startLoad } from './load/start-load.ts';
import { measureAtRate } from './measure-at-rate.ts';
import { type MeasuredRun, measureLoad, water } from './measure-load.ts';
import { median, runsOfRow, secondsOfRun, withSpread } from './repeated.ts';
import { startHubSubject } from './subjects/hub.ts';
import { startAedesLimit, startNodeRedWith, startPlainScript, writeLinesAlone } from './subjects/peers.ts';
import { deviceNames, type StartSubject, type Subject } from './subjects/subject.ts';
import { measureSustained } from './sustained-rate.ts';

export const title = 'The hub beside others on the same work, 200 devices, one sample a message, QoS 1';
export const isLong = true;

interface Contestant {
  readonly start: StartSubject;
  /** Unset: it acknowledges what it has worked off, so a closed loop says its rate. */
  readonly surelyPerS?: number;
  /** What the hub promises as a multiple of it. */
  readonly promised?: number;
}

const hub = 'the hub';
const contestants: Readonly<Record<string, Contestant>> = {
  [hub]: { start: () => startHubSubject() },
  'aedes in one process, hand-written, nothing durable': { start: startAedesLimit, promised: 0.6 },
  'plain script on Mosquitto, in batches, nothing durable': {
    start: startPlainScript,
    surelyPerS: 15_000,
    promised: 1,
  },
  'Node-RED on Mosquitto, in batches': { start: startNodeRedWith('in batches'), surelyPerS: 5_000, promised: 2 },
  'Node-RED on Mosquitto, point by point': {
    start: startNodeRedWith('point by point'),
    surelyPerS: 1_000,
    promised: 9,
  },
};
const window = 32;

interface Figures {
  readonly messagesPerS: number;
  readonly half: readonly MeasuredRun[];
  readonly waits: readonly number[];
  readonly lost: number;
  readonly use: string;
}

export async function run(): Promise<BenchmarkResult> {
  const figures = new Map<string, Figures[]>();
  const brokerAlone: number[] = [];
  const linesAlone: number[] = [];
  for (let round = 0; round < runsOfRow; round += 1) {
    for (const [name, contestant] of Object.entries(contestants)) {
      figures.set(name, [...(figures.get(name) ?? []), await measure(contestant)]);
    }
    brokerAlone.push(await mosquittoAlone());
    linesAlone.push(await writeLinesAlone(secondsOfRun));
  }
  const ofHub = (figures.get(hub) ?? []).map(({ messagesPerS }) => messagesPerS);
  const times = (others: readonly number[]) => median(ofHub.map((own, round) => own / (others[round] ?? Number.NaN)));
  const rows: Record<string, Record<string, string | number>> = {};
  const remarks: string[] = [];
  let met = true;
  for (const [name, rounds] of figures) {
    const rates = rounds.map(({ messagesPerS }) => messagesPerS);
    const { promised } = contestants[name] as Contestant;
    met &&= promised === undefined || times(rates) >= promised;
    rows[name] = {
      'messages/s': withSpread(rates),
      'hub ×': times(rates).toFixed(2),
      promised: promised === undefined ? '' : `≥ ${promised}`,
      ...latencies(rounds),
      lost: rounds.reduce((sum, { lost }) => sum + lost, 0),
    };
    remarks.push(`${name}: ${rounds.at(-1)?.use}`);
  }
  rows['Mosquitto alone, no subscriber'] = {
    'messages/s': withSpread(brokerAlone),
    'hub ×': times(brokerAlone).toFixed(2),
  };
  rows['InfluxDB alone, ready-made lines'] = {
    'messages/s': withSpread(linesAlone),
    'hub ×': times(linesAlone).toFixed(2),
  };
  return { rows, remarks: [...remarks, ...explanations], met };
}

const explanations = [
  `${runsOfRow} rounds, ${secondsOfRun} s each, median (from to); PUBACK and task at half of the rate of each, ms`,
  'hub and aedes: what is acknowledged in the closed loop; the others acknowledge first: what reaches InfluxDB at the rate that they keep up',
  'only the hub has a message on disk before it acknowledges; its mqttPublishesPerSecond is set to its largest',
  'lost: acknowledged samples that never came to InfluxDB',
];

function latencies(rounds: readonly Figures[]) {
  const half = rounds.flatMap(({ half: runs }) => runs.map(({ latencyMs }) => latencyMs));
  const waits = rounds.flatMap((one) => one.waits);
  const told = waits.length > 0 ? describeLatency(waits) : { p50: '', p99: 'none came' };
  return {
    'PUBACK p50': median(half.map(({ p50 }) => p50)).toFixed(1),
    'PUBACK p99': median(half.map(({ p99 }) => p99)).toFixed(1),
    'task p50': told.p50,
    'task p99': told.p99,
  };
}

async function measure({ start, surelyPerS }: Contestant): Promise<Figures> {
  const subject = await start();
  try {
    const devices = await subject.addDevices(deviceNames('hw', 200));
    const rated = await measureRate(subject, devices, surelyPerS);
    const messagesPerS = surelyPerS === undefined ? rated.messagesPerS : rated.samplesPerSToDatabase;
    const { runs, waits } = await measureAtRate(subject, {
      devices,
      messagesPerS: messagesPerS / 2,
      daysAgo: 30,
      runs: 1,
    });
    const lost = [rated, ...runs].reduce((sum, one) => sum + one.lost, 0);
    return { messagesPerS, half: runs, waits, lost, use: rated.use };
  } finally {
    await subject.stop();
  }
}

async function measureRate(
  subject: Subject,
  devices: readonly LoadDevice[],
  surelyPerS?: number,
): Promise<MeasuredRun> {
  if (surelyPerS !== undefined) return measureSustained(subject, devices, surelyPerS);
  const pace = { loop: 'closed', window } as const;
  const [measured] = await measureLoad(subject, { devices, qos: 1, samplesPerMessage: 1, pace, runs: 1, daysAgo: 60 });
  return measured as MeasuredRun;
}

async function mosquittoAlone(): Promise<number> {
  const mosquitto = await startMosquittoProcess(['persistence false', 'set_tcp_nodelay true']);
  try {
    const devices = deviceNames('hw', 200).map((id) => ({ id, password: 'none' }));
    const startAt = Date.now() - 60 * 86_400_000;
    const work = { mqtt: mosquitto.url, property: 'demo', devices, qos: 1, samplesPerMessage: 1, startAt } as const;
    const load = await startLoad({ ...work, ...water });
    const { messagesPerS } = await load.run({ warmUpS: 2, seconds: secondsOfRun, pace: { loop: 'closed', window } });
    await load.end();
    return messagesPerS;
  } finally {
    await mosquitto.remove();
  }
}
