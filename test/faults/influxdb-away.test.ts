// InfluxDB hangs, then dies, while a house speaks: intake goes on, and afterwards everything is there once, as it is in the
// embedded history for the same messages.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WaterSample } from '../../gateway/domain/draw.ts';
import { draws, front } from '../fixtures/water-physics.ts';
import { describeWith } from '../support/describe-with.ts';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { describeLatency } from '../support/latency.ts';
import { metric } from '../support/metrics.ts';
import { addDevice, wireSample } from './live-devices.ts';

const sensorCount = 40;
/** Each sensor says a second of its own time in this one of ours: 400 messages a second, and dispenses beside them. */
const paceMs = 100;
/** Of each sensor, while InfluxDB is as the phase says. */
const samplesAPhase = 50;
const tapsEach = 5;

interface Sensor {
  readonly client: DeviceClient;
  readonly trace: readonly WaterSample[];
}

type Waits = Record<'there' | 'hanging' | 'dead' | 'back', number[]>;

describeWith(['influxd'], 'a house that speaks while InfluxDB is away', () => {
  let influxd: Influxd;
  let hub: HubProcess;
  let sensors: Sensor[];
  let dispenser: DeviceClient;
  const waits: Waits = { there: [], hanging: [], dead: [], back: [] };
  const cups: string[] = [];
  const startAt = Date.now() - 14 * 60_000;

  beforeAll(async () => {
    influxd = await startInfluxd();
    hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url });
    sensors = await addSensors(hub);
    dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
  });

  afterAll(async () => {
    await Promise.all([dispenser, ...(sensors ?? []).map(({ client }) => client)].map((one) => one?.close()));
    await hub?.remove();
    await influxd?.stop();
  });

  /** Every sensor at its pace for one phase. Resolves when all of it is acknowledged. */
  async function speak(phase: keyof Waits): Promise<void> {
    const acknowledged: Promise<unknown>[] = [];
    const beganAt = performance.now();
    const first = samplesAPhase * Object.keys(waits).indexOf(phase);
    for (let n = 0; n < samplesAPhase; n += 1) {
      await pause(Math.max(0, beganAt + n * paceMs - performance.now()));
      // All in one millisecond: different events stay different points.
      const cup = `cup-${cups.length}`;
      cups.push(`${dispenser.id}:${cup}`);
      const poured = { id: cup, at: startAt, type: 'dispensed', product: 'cold-water' };
      acknowledged.push(timed(dispenser.publish('event', poured), waits[phase]));
      for (const { client, trace } of sensors) {
        const sample = wireSample(trace[first + n] as WaterSample);
        acknowledged.push(timed(client.publish('telemetry', sample), waits[phase]));
      }
    }
    await Promise.all(acknowledged);
  }

  it('is acknowledged all the same, and found whole when it is back', async () => {
    await speak('there');
    influxd.freeze();
    await speak('hanging');
    await eventually(
      () => metric(hub.http, 'hub_projection_failing{projection="influxdb-samples"}'),
      (failing) => failing === 1,
    );
    influxd.thaw();
    await influxd.kill();
    await speak('dead');
    await influxd.restart();
    await speak('back');
    console.table(Object.fromEntries(Object.entries(waits).map(([phase, ms]) => [phase, describeLatency(ms)])));

    const expected = sensors.map(({ client, trace }) => checksum(client.id, trace));
    const found = await eventually(
      () => influxChecksums(influxd),
      (rows) => total(rows) >= total(expected),
      60_000,
    );
    expect(byDevice(found)).toEqual(byDevice(expected));
    const points = await eventually(
      () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id FROM touchpoint'),
      (rows) => rows.length >= cups.length,
    );
    expect(points.map(({ id }) => id).toSorted()).toEqual(cups.toSorted());
  });

  it('is counted as the embedded history counts it', async () => {
    const embedded = await startHubProcess();
    try {
      const others = await addSensors(embedded);
      const batches = others.map(({ client }, index) =>
        client.publish('telemetry', { samples: sensors[index]?.trace.map(wireSample) }),
      );
      await Promise.all(batches);
      const counted = await eventually(
        () => compliance(embedded),
        (rows) => judged(rows) >= sensorCount * tapsEach,
      );
      expect(
        await eventually(
          () => compliance(hub),
          (rows) => judged(rows) >= sensorCount * tapsEach,
        ),
      ).toEqual(counted);
      await Promise.all(others.map(({ client }) => client.close()));
      // Telemetry comes to the history later than draws do.
      await eventually(
        async () => total(embeddedChecksums(embedded)),
        (count) => count >= total(others.map(({ client, trace }) => checksum(client.id, trace))),
      );
      expect(await embedded.stop()).toBe(0);
      expect(byDevice(embeddedChecksums(embedded))).toEqual(byDevice(await influxChecksums(influxd)));
    } finally {
      await embedded.remove();
    }
  });

  async function addSensors(to: HubProcess): Promise<Sensor[]> {
    const ids = Array.from({ length: sensorCount }, (_, index) => `hw-${index}`);
    const clients = await Promise.all(ids.map((id) => addDevice(to, id, 'hot-water-sensor')));
    return clients.map((client, index) => ({ client, trace: traceOf(index) }));
  }

  /** Showers one after the other, one sample a second; eighths of a degree add up exactly. */
  function traceOf(index: number): WaterSample[] {
    const taps = Array.from({ length: tapsEach }, (_, n) => ({
      water: front(4 + ((index * 3 + n * 5) % 13)),
      openS: 34,
      closedS: 5,
    }));
    return draws(startAt, ...taps).map((one) => ({
      ...one,
      temperatureC: Math.round((one.temperatureC ?? 0) * 8) / 8,
    }));
  }
});

async function timed(acknowledged: Promise<void>, waits: number[]): Promise<void> {
  const sentAt = performance.now();
  await acknowledged;
  waits.push(performance.now() - sentAt);
}

interface Checksum {
  readonly device: string;
  readonly count: number;
  readonly sum: number;
}

function checksum(device: string, trace: readonly WaterSample[]): Checksum {
  return { device, count: trace.length, sum: trace.reduce((sum, one) => sum + (one.temperatureC ?? 0), 0) };
}

async function influxChecksums(influxd: Influxd): Promise<Checksum[]> {
  const query = 'SELECT count(temperature), sum(temperature) FROM telemetry.telemetry GROUP BY device';
  const rows = await influxQuery(influxd.url, 'touchpoint_hub', query);
  return rows.map(({ device, count, sum }) => ({ device, count, sum }) as Checksum);
}

function embeddedChecksums(hub: HubProcess): Checksum[] {
  const database = new DatabaseSync(join(hub.dataDir, 'history.db'), { readOnly: true });
  const query = `SELECT device, count(*) AS count, sum(json_extract(readings, '$.temperature')) AS sum
    FROM telemetry GROUP BY device`;
  const rows = database.prepare(query).all() as unknown as Checksum[];
  database.close();
  return rows.map((row) => ({ ...row }));
}

const total = (checksums: readonly Checksum[]) => checksums.reduce((sum, { count }) => sum + count, 0);

const byDevice = (checksums: readonly Checksum[]) => checksums.toSorted((a, b) => (a.device < b.device ? -1 : 1));

type Row = Readonly<Record<'met' | 'missed' | 'inconclusive' | 'excluded', number>>;

const compliance = (hub: HubProcess) => hub.admin.list<Row>('/compliance?by=space');

const judged = (rows: readonly Row[]) =>
  rows.reduce((sum, { met, missed, inconclusive, excluded }) => sum + met + missed + inconclusive + excluded, 0);
