// The other kinds, end to end: a dispenser that runs down, cups that are counted once, a guest's call that reaches the floor.
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { describeWith } from '../support/describe-with.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { influxQuery } from '../support/influx-query.ts';
import { startInfluxd } from '../support/influxd.ts';
import { startHub, type TestHub, type TestHubOptions } from '../support/start-hub.ts';

const minuteMs = 60_000;

const hubYaml = `
spaces:
  - { id: lobby, kind: lobby, floor: 1 }
  - { id: 0801, floor: 8 }
`;

interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly role: string;
  readonly space: string;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly history: readonly { readonly step: string; readonly note: string | null }[];
}

async function openHub(options: TestHubOptions = {}): Promise<TestHub> {
  const hub = await startHub({ hubYaml, ...options });
  onTestFinished(() => hub.remove());
  return hub;
}

async function connect(hub: TestHub, id: string, kind: string, space: string): Promise<DeviceClient> {
  const device = await connectDevice({ url: hub.mqtt, ...(await hub.admin.addDevice({ id, kind, space })) });
  onTestFinished(() => device.cut());
  return device;
}

const tasksOf = (hub: TestHub) => hub.admin.list<WireTask>('/tasks');

it('a dispenser that runs down is a task an hour before it is empty, and its level after the refill verifies it', async () => {
  const clock = createSimulatedClock({ startAt: Date.now() });
  const hub = await openHub({ clock });
  const tea = await connect(hub, 'tea-l1', 'tea-dispenser', 'lobby');
  const minutesToEmpty = 200;
  const emptyAt = clock.now() + minutesToEmpty * minuteMs;
  const say = (level: number) => tea.publish('telemetry', { at: clock.now(), level, temperature: 92 });

  let left = minutesToEmpty;
  for (; (await tasksOf(hub)).length === 0 && left > 0; left -= 1) {
    await say((40 * left) / minutesToEmpty);
    await clock.advanceBy(minuteMs);
  }
  let [task] = (await tasksOf(hub)) as [WireTask];
  expect(task).toMatchObject({ kind: 'refill', state: 'open', role: 'front-desk', space: 'lobby' });
  expect(emptyAt - Date.parse(task.openedAt)).toBeGreaterThan(45 * minuteMs);
  expect(emptyAt - Date.parse(task.openedAt)).toBeLessThan(75 * minuteMs);
  expect(Math.abs(emptyAt - Date.parse(task.dueAt ?? ''))).toBeLessThan(10 * minuteMs);

  for (const action of ['accept', 'start', 'complete']) {
    task = await hub.admin.post<WireTask>(`/tasks/${task.id}/${action}`, { version: task.version });
  }
  expect(task.state).toBe('done');
  await tea.publish('event', { id: 'r1', at: clock.now(), type: 'refilled' });
  await clock.advanceBy(minuteMs);
  await say(100);
  [task] = (await tasksOf(hub)) as [WireTask];
  expect(task).toMatchObject({ state: 'verified' });
  expect(task.history.at(-1)).toMatchObject({ step: 'verify', note: 'verified-by-device' });
});

it('a dispenser that is filled before anybody took the task has solved it itself', async () => {
  const hub = await openHub();
  const water = await connect(hub, 'water-8', 'water-dispenser', '0801');
  const at = Date.now() - minuteMs;
  await water.publish('telemetry', { at, level: 3, temperature: 88 });
  expect(await tasksOf(hub)).toMatchObject([{ kind: 'refill', role: 'housekeeping', state: 'open' }]);
  await water.publish('telemetry', { at: at + 10_000, level: 90, temperature: 60 });
  expect(await tasksOf(hub)).toMatchObject([{ state: 'cancelled' }]);
});

describeWith(['influxd'], 'each dispense', () => {
  it('is one touchpoint in the API and in InfluxDB, though it was sent twice, and again after a restart', async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const hub = await openHub({ settings: { HUB_INFLUX_URL: influxd.url } });
    const tea = await connect(hub, 'tea-l1', 'tea-dispenser', 'lobby');
    const at = Date.now() - 5 * minuteMs;
    // Two cups of one millisecond are two.
    const cups = Array.from({ length: 30 }, (_, n) => ({
      id: `cup-${n}`,
      at: at + Math.floor(n / 2),
      type: 'dispensed',
    }));
    const pour = (cup: object) => tea.publish('event', { ...cup, product: 'pu-erh', volume: 0.25, temperature: 91 });
    for (const cup of cups) await Promise.all([pour(cup), pour(cup)]);
    await hub.stop();
    const again = await restart(hub, { HUB_INFLUX_URL: influxd.url });
    await Promise.all(cups.map(pour));

    const expected = cups.map(({ id }) => `tea-l1:${id}`).toSorted();
    const found = await again.admin.list<{ id: string; touchpoint: string; value: number }>('/touchpoints');
    expect(found.map(({ id }) => id).toSorted()).toEqual(expected);
    expect(found[0]).toMatchObject({ touchpoint: 'arrival', type: 'dispensed', value: 0.25, space: 'lobby' });
    const points = await eventually(
      () =>
        influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id, value FROM touchpoint WHERE "touchpoint" = \'arrival\''),
      (rows) => rows.length >= cups.length,
    );
    expect(points.map(({ id }) => id).toSorted()).toEqual(expected);
  });
});

it('a call from the room reaches the pager of its role, also the one that was away while the hub restarted', async () => {
  const hub = await openHub();
  const panel = await connect(hub, 'panel-0801', 'room-controller', '0801');
  const call = (request: string) =>
    panel.publish('event', { id: `call-${request}`, at: Date.now(), type: 'request', request, note: 'please' });
  const signIn = await hub.admin.post<{ name: string; token: string }>('/tokens', {
    name: 'pager-8',
    role: 'housekeeping',
  });
  const received: WireTask[] = [];
  const pager = await connectPager(hub.mqtt, signIn, received);
  await pager.subscribeAsync('hub/demo/staff/housekeeping/task', { qos: 1 });

  await call('towels');
  await eventually(
    async () => received,
    (list) => list.length === 1,
  );
  const [towels] = await tasksOf(hub);
  expect(received).toEqual([towels]);
  expect(towels).toMatchObject({ kind: 'request', state: 'open', role: 'housekeeping', space: '0801' });

  await pager.endAsync();
  await call('pillow');
  await hub.stop();
  const again = await restart(hub);
  await call('ice');
  const later: WireTask[] = [];
  const back = await connectPager(again.mqtt, signIn, later);
  await eventually(
    async () => later,
    (list) => list.length >= 2,
  );
  const [ice, pillow] = await tasksOf(again);
  expect(later).toEqual([pillow, ice]);
  await back.endAsync();
});

it('a pager hears nothing of another role', async () => {
  const hub = await openHub();
  const signIn = await hub.admin.post<{ name: string; token: string }>('/tokens', { name: 'desk', role: 'front-desk' });
  const pager = await connectPager(hub.mqtt, signIn, []);
  await expect(pager.subscribeAsync('hub/demo/staff/housekeeping/task', { qos: 1 })).rejects.toThrow();
  await expect(pager.subscribeAsync('hub/demo/staff/+/task', { qos: 1 })).rejects.toThrow();
  await pager.subscribeAsync('hub/demo/staff/front-desk/task', { qos: 1 });
  await pager.endAsync();
});

/** On the same data and port, where devices look for it. */
async function restart(hub: TestHub, settings: Readonly<Record<string, string>> = {}): Promise<TestHub> {
  const port = new URL(hub.mqtt).port;
  return openHub({ dataDir: hub.dataDir, settings: { ...settings, HUB_MQTT_PORT: port } });
}

async function connectPager(
  url: string,
  { name, token }: { readonly name: string; readonly token: string },
  received: WireTask[],
): Promise<MqttClient> {
  const options = { clientId: name, username: name, password: token, clean: false };
  const pager = mqtt.connect(url, options);
  pager.on('message', (_topic, payload) => received.push(JSON.parse(payload.toString()) as WireTask));
  await new Promise<void>((resolve) => pager.once('connect', () => resolve()));
  return pager;
}
