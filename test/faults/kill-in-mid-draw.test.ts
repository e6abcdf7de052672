// `kill -9` of the hub while taps run: every draw ends with the verdict that it would have had, what was acknowledged is there
// once, and nothing is there twice.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { DeviceId } from '../../devices/identifiers.ts';
import { createRandom } from '../../devices/simulators/random.ts';
import type { WaterSample } from '../../gateway/domain/draw.ts';
import { judgeTrace } from '../../gateway/domain/warm-up/judge-trace.ts';
import { house10s } from '../../gateway/domain/warm-up/presets.ts';
import { draws, front, steady, type Tap } from '../fixtures/water-physics.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { addDevice, askFor, dispense, runTap, spaceOf } from './live-devices.ts';

const kills = 6;
const wishes = ['towels', 'pillow', 'ice'];

/** What guests do while the hub dies again and again; a second tap is opened where the first was closed. */
const guests: readonly (readonly Tap[])[] = [
  [{ water: front(14), openS: 18 }],
  [{ water: front(7), openS: 18 }],
  [{ water: steady(22), openS: 16 }],
  [{ water: steady(20), openS: 9 }],
  [{ water: steady(47), openS: 14 }],
  [{ water: front(12), openS: 15 }],
  [
    { water: front(6), openS: 10, closedS: 4 },
    { water: steady(48), openS: 6 },
  ],
  [
    { water: steady(20), openS: 6, closedS: 4 },
    { water: front(7), openS: 11 },
  ],
  [{ water: front(9.6), openS: 16 }],
  [{ water: front(8), openS: 16, flowLpm: 1.5 }],
  [{ water: steady(85), openS: 15 }],
  [{ water: steady(38), openS: 17 }],
];

interface Shower {
  readonly id: string;
  readonly samples: readonly WaterSample[];
}

interface Verdict {
  readonly id: string;
  readonly device: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly censored: boolean;
  readonly seconds: number | null;
}

describeWith(['influxd'], 'a hub that is killed again and again while taps run', () => {
  it.for([20_260_301])('goes on as if it had never died (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url });
    onTestFinished(() => hub.remove());

    const sensors = await Promise.all(guests.map((_taps, index) => addDevice(hub, `hw-${index}`, 'hot-water-sensor')));
    const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
    const panel = await addDevice(hub, 'panel-0801', 'room-controller');
    const showers = sensors.map(({ id }, index): Shower => {
      const edgeAt = Date.now() + random.integer(100, 1_500);
      return { id, samples: draws(edgeAt, ...(guests[index] as readonly Tap[])) };
    });
    const overAt = Math.max(...showers.flatMap(({ samples }) => samples.map(({ at }) => at)));

    const taps = sensors.map((sensor, index) => runTap(sensor, (showers[index] as Shower).samples));
    const dispensing = dispense(dispenser, 50, overAt);
    const asking = askFor(panel, wishes, 6_000);
    for (let n = 0; n < kills; n += 1) {
      await pause(random.integer(300, 2_800));
      await hub.kill();
      await pause(random.integer(0, 400));
      await hub.start();
    }
    await Promise.all(taps);
    const touched = [...(await dispensing), ...(await asking)];

    await expectVerdicts(hub, showers);
    await expectTouchpoints(hub, influxd, touched);
    for (const shower of showers) await expectTelemetry(influxd, shower);
    await expectTaskSteps(hub, influxd);
    const requests = (await tasksOf(hub)).filter(({ kind }) => kind === 'request');
    expect(requests.map(({ space }) => space)).toEqual(wishes.map(() => spaceOf(panel.id)));
    await Promise.all([...sensors, dispenser, panel].map((device) => device.close()));
  });
});

/** As the same samples are judged in one piece; and one task for each outlet that missed, none for another. */
async function expectVerdicts(hub: HubProcess, showers: readonly Shower[]): Promise<void> {
  const expected = showers.flatMap(uninterrupted);
  const found = await eventually(
    () => hub.admin.list<Verdict & { readonly endedAt: string | null }>('/draws'),
    (list) => list.length >= expected.length && list.every(({ endedAt }) => endedAt !== null),
  );
  expect(byId(found.map(verdictOf))).toEqual(byId(expected));

  const tasks = (await tasksOf(hub)).filter(({ kind }) => kind === 'warm-up');
  const missed = expected.filter(({ outcome }) => outcome === 'missed').map(({ device }) => device);
  const open = tasks.filter(({ state }) => state === 'open').map(({ device }) => device);
  expect(open.toSorted()).toEqual(missed.toSorted());
  const devices = tasks.map(({ device }) => device);
  expect(devices.toSorted()).toEqual([...new Set(devices)].toSorted());
}

async function expectTouchpoints(hub: HubProcess, influxd: Influxd, ids: readonly string[]): Promise<void> {
  const found = await hub.admin.list<{ readonly id: string }>('/touchpoints');
  expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  const points = await eventually(
    () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id FROM touchpoint'),
    (rows) => rows.length >= ids.length,
  );
  expect(points.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
}

async function expectTelemetry(influxd: Influxd, { id, samples }: Shower): Promise<void> {
  const query = `SELECT flow FROM telemetry.telemetry WHERE device = '${id}'`;
  const points = await eventually(
    () => influxQuery(influxd.url, 'touchpoint_hub', query),
    (rows) => rows.length >= samples.length,
  );
  // Nanoseconds are more than a JSON number holds: to the millisecond they are right.
  expect(points.map(({ time }) => Math.round(Number(time) / 1e6))).toEqual(samples.map(({ at }) => at));
}

/** A point each step, and none twice. */
async function expectTaskSteps(hub: HubProcess, influxd: Influxd): Promise<void> {
  const steps = (await tasksOf(hub)).flatMap(({ id, history }) => history.map(() => id));
  const points = await eventually(
    () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id FROM task'),
    (rows) => rows.length >= steps.length,
  );
  expect(points.map(({ id }) => id).toSorted()).toEqual(steps.toSorted());
}

function uninterrupted({ id, samples }: Shower): Verdict[] {
  const sensor = { point: 'hot-branch', tauS: 0, resolutionC: 0 } as const;
  const outlet = { device: DeviceId.parse(id), sensor, standard: house10s, otherStandards: [] };
  return judgeTrace(outlet, samples).map(({ draw }) =>
    verdictOf({ ...draw, reason: draw.reason ?? null, seconds: draw.seconds ?? null }),
  );
}

function verdictOf({ id, device, outcome, reason, censored, seconds }: Verdict): Verdict {
  return { id, device, outcome, reason, censored, seconds };
}

function byId(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface WireTask {
  readonly id: string;
  readonly history: readonly unknown[];
  readonly kind: string;
  readonly state: string;
  readonly space: string;
  readonly device: string | null;
}

function tasksOf(hub: HubProcess): Promise<WireTask[]> {
  return hub.admin.list<WireTask>('/tasks');
}
