// What a house costs that has been measured for long: how soon the hub is ready again, and how long a manager waits for compliance of a
// whole year, from ten thousand draws to ten million.
import { rm } from 'node:fs/promises';
import { type HubProcess, startHubProcess } from '../../support/hub-process.ts';
import { startInfluxd } from '../../support/influxd.ts';
import { describeLatency } from '../../support/latency.ts';
import type { BenchmarkResult } from '../benchmark.ts';
import { median, timed, withSpread } from '../repeated.ts';
import { caughtUp, rangeOf } from './ask-house.ts';
import { type House, openFilledHouse, yearMs } from './filled-house.ts';

export const title = 'Draws stored: ready after a restart, and compliance of a year';
export const isLong = true;

interface Step {
  readonly draws: number;
  readonly devices: number;
  /** Compliance is asked on InfluxDB too. */
  readonly onInflux?: boolean;
}

const steps: readonly Step[] = [
  { draws: 10_000, devices: 800 },
  { draws: 100_000, devices: 800 },
  { draws: 1_000_000, devices: 800 },
  { draws: 3_000_000, devices: 800, onInflux: true },
  { draws: 10_000_000, devices: 20_000 },
];
/** `BENCH_DRAWS=100000`: no more than so many. */
const mostDraws = Number(process.env['BENCH_DRAWS'] ?? 10_000_000);
const promised = { readyMs: 3_000, p95Ms: 300 };
const keys = ['day', 'floor', 'space', 'riser'] as const;
const callsOfKey = 20;
const restarts = 3;
const caughtUpWithinMs = 3_600_000;

type Row = Record<string, string | number>;

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubProcess();
  const until = Date.now() - 3_600_000;
  const rows: Record<string, Row> = {};
  const ready: number[] = [];
  let met = true;
  try {
    await hub.stop();
    let house: House = { devices: 0, draws: 0, until };
    for (const { draws, devices, onInflux = false } of steps.filter((step) => step.draws <= mostDraws)) {
      const lastSeq = await fill(hub.dataDir, house, { draws, devices });
      house = { ...house, draws, devices };
      const name = `${draws.toLocaleString('en-US')} draws, ${devices.toLocaleString('en-US')} devices`;
      console.log(`${name}: filled`);
      await hub.start();
      await caughtUp(hub.http, 'embedded-facts', lastSeq, caughtUpWithinMs);
      const readyMs = await restarted(hub);
      const asked = await askCompliance(hub, until);
      await hub.stop();
      ready.push(median(readyMs));
      met &&= median(readyMs) <= promised.readyMs && asked.p95 <= promised.p95Ms;
      rows[name] = { 'ready ms': withSpread(readyMs), ...asked.row };
      if (!onInflux) continue;
      const influx = await askOnInflux(hub.dataDir, lastSeq, until);
      met &&= influx.p95 <= promised.p95Ms;
      rows[`${name}, InfluxDB`] = influx.row;
    }
  } finally {
    await hub.remove();
  }
  return {
    rows,
    remarks: [
      `from the start of the process to its ready line, ${restarts} times; promised within ${promised.readyMs} ms`,
      `compliance of the year by day, floor, room or riser, ${callsOfKey} calls each, p95 ms; promised within ${promised.p95Ms} ms`,
      'draws are written by the hub’s own store; their curves have four points, and are read one at a time',
      `${(10_000_000).toLocaleString('en-US')} draws take about 20 GB in the folder of temporary files`,
      `from the smallest house to the largest the start takes ${((ready.at(-1) ?? 0) / (ready[0] ?? 1)).toFixed(1)} times as long`,
    ],
    met,
  };
}

/** @returns the number of the last fact. */
async function fill(dataDir: string, house: House, { draws, devices }: Step): Promise<number> {
  const filled = await openFilledHouse(dataDir, house);
  try {
    if (devices > house.devices) await filled.addDevices(devices);
    await filled.addDraws(draws);
    return filled.lastSeq();
  } finally {
    await filled.close();
  }
}

async function restarted(hub: HubProcess): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < restarts; n += 1) {
    await hub.stop();
    waits.push(...(await timed(1, hub.start)));
  }
  return waits;
}

async function askCompliance(
  { admin }: HubProcess,
  until: number,
): Promise<{ readonly row: Row; readonly p95: number }> {
  const row: Row = {};
  let worst = 0;
  for (const by of keys) {
    const waits = await timed(callsOfKey, async (n) => {
      const query = `${rangeOf(until, yearMs, n)}&by=${by}&limit=1000`;
      const { items } = await admin.get<{ items: unknown[] }>(`/compliance?${query}`);
      if (items.length === 0) throw new Error(`compliance by ${by}: expected rows`);
    });
    const { p95 } = describeLatency(waits);
    worst = Math.max(worst, p95);
    row[`by ${by}`] = p95;
  }
  return { row, p95: worst };
}

async function askOnInflux(
  dataDir: string,
  lastSeq: number,
  until: number,
): Promise<{ readonly row: Row; readonly p95: number }> {
  const influxd = await startInfluxd();
  const hub = await startHubProcess({ HUB_DATA_DIR: dataDir, HUB_INFLUX_URL: influxd.url });
  try {
    await caughtUp(hub.http, 'influxdb-facts', lastSeq, caughtUpWithinMs);
    return await askCompliance(hub, until);
  } finally {
    await hub.stop();
    await rm(hub.dataDir, { recursive: true, force: true });
    await influxd.stop();
  }
}
