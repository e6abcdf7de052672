// A house that never rests: sensors, dispensers, a leak alarm that repeats itself, a reservation system and a person at work, each
// going on until what it said is acknowledged. What they say is counted, so that it can be held against what the hub has.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import type { HubClient } from '../support/hub-client.ts';
import { influxQuery } from '../support/influx-query.ts';
import { addDevice } from './live-devices.ts';

export interface HouseOptions {
  readonly sensors: number;
  readonly dispensers: number;
  /** Messages that each device keeps unacknowledged at most. */
  readonly window: number;
  /** Between two messages of one device, ms; each waits for room in its window beside it. */
  readonly everyMs: number;
  /** Between two cups of one dispenser, repeats of the alarm, requests, arrivals; unset: as often as telemetry. */
  readonly eventEveryMs?: number;
  /** So many samples each sensor has kept from before, and says first, in batches; unset: none. */
  readonly backlog?: number;
}

/** What was acknowledged to whom. */
export interface HouseSaid {
  /** By sensor: how many samples, and the sum of their temperatures. */
  readonly samples: ReadonlyMap<string, { readonly count: number; readonly sum: number }>;
  /** Ids of cups. */
  readonly cups: readonly string[];
  /** Ids of the alarm's one event, once for each time it was acknowledged. */
  readonly alarms: number;
  /** Requests that were answered with their task, and worked through to the end. */
  readonly tasks: readonly string[];
  readonly stayEvents: number;
  /** PUBACKs in all. */
  readonly acknowledged: number;
  /** How long each PUBACK was waited for, ms. */
  readonly waitsMs: readonly number[];
}

export interface HouseUnderLoad {
  /** PUBACKs until now. */
  acknowledged(): number;
  /** One device more each time: its wire breaks, and it comes back at once. */
  flicker(): void;
  /** Nothing new; resolves when everything that was said is acknowledged. */
  rest(): Promise<HouseSaid>;
  close(): Promise<void>;
}

interface LoadedHub {
  readonly mqtt: string;
  readonly admin: HubClient;
}

const day = 86_400_000;
const mostInBatch = 200;
/** The sensor's own seconds pass faster than ours: a day ago leaves room for as many samples as there will be. */
const firstSampleAt = () => Date.now() - day;
const alarm = { id: 'leak-1', type: 'fault', code: 'leak', message: 'water on the floor' };

export async function openHouse(hub: LoadedHub, options: HouseOptions): Promise<HouseUnderLoad> {
  const { sensors, dispensers, window, everyMs, eventEveryMs = everyMs, backlog = 0 } = options;
  const named = (name: string, count: number, kind: string) =>
    Promise.all(Array.from({ length: count }, (_, n) => addDevice(hub, `${name}-${n}`, kind)));
  const probes = await named('hw', sensors, 'hot-water-sensor');
  const machines = await named('water', dispensers, 'water-dispenser');
  const panel = await addDevice(hub, 'panel-leaking', 'room-controller');
  const samples = new Map(probes.map(({ id }) => [id, { count: 0, sum: 0 }]));
  const cups: string[] = [];
  const tasks: string[] = [];
  const waitsMs: number[] = [];
  let acknowledged = 0;
  let alarms = 0;
  let stayEvents = 0;
  let flickered = 0;
  let resting = false;

  /** One device: says the next thing as soon as its pace and its window allow. */
  async function keepSaying(
    device: DeviceClient,
    channel: string,
    pauseMs: number,
    next: (n: number) => object,
    done: (n: number) => void,
  ) {
    const owed = new Set<Promise<void>>();
    for (let n = 0; !resting; n += 1) {
      const sentAt = performance.now();
      const said = device.publish(channel, next(n)).then(() => {
        acknowledged += 1;
        waitsMs.push(performance.now() - sentAt);
        owed.delete(said);
        done(n);
      });
      owed.add(said);
      await pause(pauseMs);
      if (owed.size >= window) await Promise.race(owed);
    }
    await Promise.all(owed);
  }

  const from = firstSampleAt();
  const sampleOf = (n: number) => ({ at: from + n * 1_000, temperature: temperatureOf(n), flow: 0 });
  function countSample(probe: DeviceClient, n: number): void {
    const { count, sum } = samples.get(probe.id) as { count: number; sum: number };
    samples.set(probe.id, { count: count + 1, sum: sum + temperatureOf(n) });
  }
  async function sayBacklog(probe: DeviceClient): Promise<void> {
    for (let first = 0; first < backlog; first += mostInBatch) {
      const batch = Array.from({ length: Math.min(mostInBatch, backlog - first) }, (_, n) => first + n);
      await probe.publish('telemetry', { samples: batch.map(sampleOf) });
      acknowledged += 1;
      for (const n of batch) countSample(probe, n);
    }
  }
  await Promise.all(probes.map(sayBacklog));
  const probing = probes.map((probe) =>
    keepSaying(
      probe,
      'telemetry',
      everyMs,
      (n) => sampleOf(backlog + n),
      (n) => countSample(probe, backlog + n),
    ),
  );
  const pouring = machines.map((machine) =>
    keepSaying(
      machine,
      'event',
      eventEveryMs,
      (n) => ({ id: `cup-${n}`, at: Date.now(), type: 'dispensed', product: 'cold-water' }),
      (n) => cups.push(`${machine.id}:cup-${n}`),
    ),
  );
  const alarmAt = Date.now();
  const alarming = keepSaying(
    panel,
    'event',
    eventEveryMs,
    () => ({ ...alarm, at: alarmAt }),
    () => {
      alarms += 1;
    },
  );

  /** As a phone or a reservation system does: the same call until it is answered. */
  async function untilAnswered<T>(path: string, body: object): Promise<T> {
    for (;;) {
      const answer = await hub.admin.call('POST', path, body).catch(() => undefined);
      if (answer?.ok) return (await answer.json()) as T;
      if (answer !== undefined && answer.status < 500)
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await pause(50);
    }
  }

  async function work(): Promise<void> {
    while (!resting) {
      const asked = { id: randomUUID(), space: 'at-panel-leaking', request: randomUUID(), channel: 'phone' };
      const { task } = await untilAnswered<{ task: { id: string; version: number } }>('/requests', asked);
      let { version } = task;
      for (const step of ['accept', 'start', 'complete']) {
        ({ version } = await untilAnswered<{ version: number }>(`/tasks/${task.id}/${step}`, {
          version,
          key: randomUUID(),
        }));
      }
      tasks.push(task.id);
      await pause(eventEveryMs);
    }
  }
  async function receive(): Promise<void> {
    while (!resting) {
      const id = randomUUID();
      const at = new Date().toISOString();
      await untilAnswered('/stays/events', { id, type: 'arrived', at, stay: `PMS-${id}` });
      stayEvents += 1;
      await pause(eventEveryMs);
    }
  }
  const everybody = Promise.all([...probing, ...pouring, alarming, work(), receive()]);

  return {
    acknowledged: () => acknowledged,
    flicker() {
      const all = [...probes, ...machines];
      const device = all[flickered % all.length] as DeviceClient;
      flickered += 1;
      device.cut();
      device.comeBack();
    },
    async rest() {
      resting = true;
      await everybody;
      return { samples, cups, alarms, tasks, stayEvents, acknowledged, waitsMs };
    },
    async close() {
      resting = true;
      await Promise.all([...probes, ...machines, panel].map((device) => device.close()));
    },
  };
}

/** Eighths of a degree add up exactly. */
const temperatureOf = (n: number) => 20 + (n % 80) / 8;

interface WireTask {
  readonly id: string;
  readonly kind: string;
  readonly device: string | null;
  readonly history: readonly { readonly to: string }[];
}

/** Everything that was acknowledged is in the hub, each once in effect: no touchpoint, task or step twice. */
export async function expectInHub(hub: LoadedHub, said: HouseSaid): Promise<void> {
  const touchpoints = await hub.admin.list<{ readonly id: string; readonly type: string }>('/touchpoints');
  const ofCups = touchpoints.filter(({ type }) => type === 'dispensed').map(({ id }) => id);
  expect(ofCups.toSorted()).toEqual(said.cups.toSorted());
  const stays = await hub.admin.list<{ readonly stay: string }>('/stays');
  expect(stays).toHaveLength(said.stayEvents);

  const tasks = await hub.admin.list<WireTask>('/tasks');
  const leaks = tasks.filter(({ kind, device }) => kind === 'device-fault' && device === 'panel-leaking');
  expect(leaks).toHaveLength(1);
  const asked = tasks.filter(({ kind }) => kind === 'request');
  expect(asked.map(({ id }) => id).toSorted()).toEqual(said.tasks.toSorted());
  for (const { history } of asked) {
    const states = history.map(({ to }) => to).filter((to, index, all) => to !== all[index - 1]);
    expect(states).toEqual(['open', 'accepted', 'started', 'done', 'verified'].filter((one) => states.includes(one)));
    expect(states.at(-1)).toBe('verified');
  }
}

/** And it is drained to InfluxDB, each point once. */
export async function expectInInflux(
  hub: LoadedHub,
  influxUrl: string,
  said: HouseSaid,
  withinMs = 60_000,
): Promise<void> {
  await expectTelemetryInInflux(influxUrl, said, withinMs);
  await expectEvidenceInInflux(hub, influxUrl, said, withinMs);
}

/** Count and checksum of each device. */
async function expectTelemetryInInflux(influxUrl: string, { samples }: HouseSaid, withinMs: number): Promise<void> {
  const sums = 'SELECT count(temperature), sum(temperature) FROM telemetry.telemetry GROUP BY device';
  const total = [...samples.values()].reduce((all, { count }) => all + count, 0);
  const found = await eventually(
    () => ask(influxUrl, sums),
    (rows) =>
      rows.filter(({ device }) => samples.has(String(device))).reduce((all, { count }) => all + Number(count), 0) >=
      total,
    withinMs,
  );
  const counted = found.map(({ device, count, sum }) => [String(device), { count, sum }] as const);
  expect(new Map(counted.filter(([device]) => samples.has(device)).toSorted())).toEqual(
    new Map([...samples].toSorted()),
  );
}

/** Each touchpoint and each step of a task. */
export async function expectEvidenceInInflux(
  hub: LoadedHub,
  influxUrl: string,
  { cups }: HouseSaid,
  withinMs: number,
): Promise<void> {
  const points = await eventually(
    () => ask(influxUrl, `SELECT id FROM touchpoint WHERE "type" = 'dispensed'`),
    (rows) => rows.length >= cups.length,
    withinMs,
  );
  expect(points.map(({ id }) => String(id)).toSorted()).toEqual(cups.toSorted());

  const steps = (await hub.admin.list<WireTask>('/tasks')).flatMap(({ id, history }) => history.map(() => id));
  const stepPoints = await eventually(
    () => ask(influxUrl, 'SELECT id FROM task'),
    (rows) => rows.length >= steps.length,
    withinMs,
  );
  expect(stepPoints.map(({ id }) => String(id)).toSorted()).toEqual(steps.toSorted());
}

const ask = (influxUrl: string, query: string) => influxQuery(influxUrl, 'touchpoint_hub', query).catch(() => []);
