// The hub acts, seen from outside: a slow riser before guests come, over real MQTT. The pump is asked, answers, and does not
// help: the trace is in the API, the task is open, and closes itself when the water is hot in time.
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tap } from '../gateway/domain/small-hotel.ts';
import { eventually } from '../support/eventually.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

interface Command {
  readonly id: string;
  readonly state: string;
  readonly answeredAt: string | null;
  readonly trace: { readonly outcome: string | null; readonly evidence: { readonly draws: readonly string[] } } | null;
}
interface Task {
  readonly id: string;
  readonly kind: string;
  readonly role: string;
  readonly state: string;
  readonly device: string;
  readonly title: string;
  readonly evidence: readonly { readonly type: string; readonly id: string }[];
  readonly history: readonly { readonly note: string | null }[];
}
interface Device {
  readonly mqtt: MqttClient;
  /** What the hub asked of it, in order. */
  readonly asked: Record<string, unknown>[];
  say(channel: string, payload: object): Promise<void>;
}

const second = 1_000;
const minute = 60 * second;
const hubYaml = `
spaces:
  - { id: "1201", floor: 12, riser: r2 }
  - { id: "1203", floor: 12, riser: r2 }
  - { id: pump-r2, kind: plant-room, floor: P, riser: r2 }
  - { id: lobby, kind: lobby, floor: 1 }
enforcement:
  # One room that is slow is enough, and a draw right after the answer counts.
  water: { slowRooms: 1, effectMinutes: 0 }
  circulation: { leadMinutes: 30, quietMinutes: 0 }
`;

let hub: TestHub;
let pump: Device;
let sensor: Device;

beforeAll(async () => {
  hub = await startHub({ hubYaml });
  pump = await connect('pump-r2', 'room-controller', 'pump-r2');
  sensor = await connect('hw-1201', 'hot-water-sensor', '1201');
});

afterAll(async () => {
  await pump?.mqtt.endAsync();
  await sensor?.mqtt.endAsync();
  await hub?.remove();
});

const passwords = new Map<string, string>();

async function connect(id: string, kind: string, space: string): Promise<Device> {
  const { password } = await hub.admin.addDevice({ id, kind, space });
  passwords.set(id, password);
  const device = await comeBack(id);
  const capabilities = id === 'pump-r2' ? ['circulation'] : [];
  await device.say('about', { kind, model: 'M-1', firmware: '1.0', capabilities });
  return device;
}

async function comeBack(id: string): Promise<Device> {
  const password = passwords.get(id) ?? '';
  const client = await connectAsync(hub.mqtt, { clientId: id, username: id, password });
  const asked: Record<string, unknown>[] = [];
  client.on('message', (_topic, payload) => asked.push(JSON.parse(String(payload))));
  await client.subscribeAsync(`hub/demo/${id}/command`, { qos: 1 });
  const say = async (channel: string, payload: object) => {
    await client.publishAsync(`hub/demo/${id}/${channel}`, JSON.stringify(payload), { qos: 1 });
  };
  return { mqtt: client, asked, say };
}

/** Stamped by the device, whose clock may be a little ahead: nobody has to wait for the water. */
async function draw(from: number, warmUp: 'slow' | 'quick'): Promise<void> {
  const samples = tap(from, warmUp === 'slow' ? 14 : 6, 20).map(({ at, readings }) => ({ at, ...readings }));
  await sensor.say('telemetry', { samples });
}

const iso = (at: number) => new Date(at).toISOString();
const commands = async () => (await hub.admin.get<{ items: Command[] }>('/devices/pump-r2/commands')).items;
const pumpTasks = async () => (await hub.admin.list<Task>('/tasks')).filter(({ device }) => device === 'pump-r2');

async function expectGuests(stay: string, at: number): Promise<void> {
  await hub.admin.post('/stays/events', {
    id: `${stay}-1`,
    type: 'reserved',
    at: iso(Date.now()),
    stay,
    space: '1203',
    expectedArrivalAt: iso(at),
  });
}

test('the pump of a slow riser is asked before guests come, and says that it runs', async () => {
  await draw(Date.now() - 5 * minute, 'slow');
  await expectGuests('R-1', Date.now() + 20 * minute);
  await eventually(
    async () => pump.asked,
    ({ length }) => length === 1,
  );
  const asked = pump.asked[0];
  expect(asked).toMatchObject({ command: 'circulate', seconds: expect.any(Number) });
  expect(Number(asked?.['expiresAt']) - Date.now()).toBeLessThanOrEqual(minute);

  await pump.say('reply', { id: asked?.['id'], ok: true, running: true });
  const [command] = await eventually(commands, ([first]) => first?.state === 'answered');
  expect(command).toMatchObject({
    id: asked?.['id'],
    by: 'hub',
    command: 'circulate',
    reply: { running: true },
    trace: {
      action: 'circulation',
      purpose: 'arrival',
      reason: expect.stringContaining('the last draws in 1201 missed, and guests are expected at'),
      evidence: { draws: [expect.stringContaining('hw-1201')], standard: 'house-10s@1' },
      attempt: 1,
      outcome: null,
    },
  });
});

test('the next draw is slow too: one task of the engineer, with the command as its evidence', async () => {
  const [command] = await commands();
  await draw(Date.parse(command?.answeredAt ?? '') + 5 * second, 'slow');
  const [task, ...others] = await eventually(pumpTasks, ({ length }) => length > 0);
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    kind: 'device-fault',
    role: 'engineer',
    state: 'open',
    title: 'Circulation did not help (riser r2)',
    evidence: [{ type: 'command', id: command?.id }],
  });
  const [settled] = await commands();
  expect(settled?.trace).toMatchObject({ outcome: 'did-not-help', proof: { draws: [expect.any(String)] } });
});

test('after a restart the trace is the same, and who comes while the pump runs asks for nothing', async () => {
  const before = await commands();
  await pump.mqtt.endAsync();
  await sensor.mqtt.endAsync();
  await hub.stop();
  hub = await startHub({ dataDir: hub.dataDir, hubYaml });
  expect(await commands()).toEqual(before);
  sensor = await comeBack('hw-1201');
  await expectGuests('R-2', Date.now() + 10 * minute);
});

test('it is right after all when the water is hot in time: the task closes itself', async () => {
  await draw(Date.now() + 60 * second, 'quick');
  const [task] = await eventually(pumpTasks, ([first]) => first?.state === 'cancelled');
  expect(task?.history.at(-1)?.note).toBe('solved-itself');
  expect((await commands()).map(({ trace }) => trace?.outcome)).toEqual(['did-not-help']);
});
