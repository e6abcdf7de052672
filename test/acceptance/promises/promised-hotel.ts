// A hotel as its promises are seen from outside: devices over MQTT, the systems of the house by token, staff who sign in, and a
// clock that the test moves. Every row of the table opens its own, so that no promise leans on another's evidence.
import { rm } from 'node:fs/promises';
import { createSimulatedClock, type SimulatedClock } from '../../../devices/simulators/simulated-clock.ts';
import { connectDevice, type DeviceClient } from '../../support/device-client.ts';
import { eventually } from '../../support/eventually.ts';
import { type HubClient, signIn, withToken } from '../../support/hub-client.ts';
import { adminPassword, startHub, type TestHub } from '../../support/start-hub.ts';
import type { StaffRole, WireStay, WireTask, WireTouchpoint } from './wire.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** An instant of the hotel's first day, in winter, by the clock on its wall. */
export const onTheWall = (time: string): number => Date.parse(`2026-01-20T${time}:00+08:00`);
export const iso = (at: number): string => new Date(at).toISOString();

const houseYaml = `
property: { id: demo, timeZone: Asia/Shanghai }
spaces:
  - { id: lobby, kind: lobby, floor: 1 }
  - { id: breakfast, kind: other, floor: 1 }
  - { id: snack-bar, kind: other, floor: 1 }
  - { id: gym, kind: gym, floor: 2 }
  - { id: corridor-12, kind: corridor, floor: 12 }
  - { id: "1201", floor: 12, riser: east }
  - { id: "1202", floor: 12, riser: west }
`;

const firstReadings = {
  'tea-dispenser': { level: 80, temperature: 92 },
  'water-dispenser': { level: 80, temperature: 45, bottles: 20 },
  'room-controller': { temperature: 24, setpoint: 24 },
  'hot-water-sensor': { temperature: 20, flow: 0 },
} as const;
type Kind = keyof typeof firstReadings;

/** Below the time-out of every kind. */
const speaksEveryMs = 2 * minute;

interface Machine {
  readonly credentials: { readonly username: string; readonly password: string };
  client: DeviceClient;
  readings: Record<string, number>;
  alive: boolean;
}

export type PromisedHotel = Awaited<ReturnType<typeof openPromisedHotel>>;

/** @param beginsAt by the clock on the wall, `06:20`. */
export async function openPromisedHotel(beginsAt: string, more: { hubYaml?: string; settings?: object } = {}) {
  let clock: SimulatedClock = createSimulatedClock({ startAt: onTheWall(beginsAt) });
  const options = { hubYaml: houseYaml + (more.hubYaml ?? ''), settings: { ...more.settings } };
  let hub: TestHub = await startHub({ ...options, clock });
  const secrets = {
    pms: await makeToken('pms', 'integration'),
    crm: await makeToken('crm', 'integration'),
    audit: await makeToken('audit', 'manager'),
  };
  const machines = new Map<string, Machine>();
  const staff = new Map<StaffRole, HubClient>();
  let told = 0;

  async function makeToken(name: string, role: string): Promise<string> {
    return (await hub.admin.post<{ token: string }>('/tokens', { name, role })).token;
  }
  const as = (who: keyof typeof secrets) => withToken(hub.http, secrets[who]);

  /** Signed in when first needed, and once more after a night. */
  async function person(role: StaffRole): Promise<HubClient> {
    const known = staff.get(role);
    if (known !== undefined && (await known.call('GET', '/session')).ok) return known;
    const admin = await signIn(hub.http, 'admin', adminPassword);
    if (known === undefined) await admin.call('POST', '/users', { name: role, role, password: adminPassword });
    const signedIn = await signIn(hub.http, role, adminPassword);
    staff.set(role, signedIn);
    return signedIn;
  }

  const connect = ({ username, password: secret }: Machine['credentials']) =>
    connectDevice({ url: hub.mqtt, username, password: secret });

  function machine(id: string): Machine {
    const found = machines.get(id);
    if (found === undefined) throw new Error(`no device ${id}`);
    return found;
  }

  const speak = ({ client, readings }: Machine) => client.publish('telemetry', { at: clock.now(), ...readings });
  async function speakAll(): Promise<void> {
    await Promise.all([...machines.values()].filter(({ alive }) => alive).map(speak));
  }

  /** Time passes, and the devices that live go on speaking. */
  async function live(ms: number): Promise<void> {
    const until = clock.now() + ms;
    while (clock.now() < until) {
      await clock.advanceBy(Math.min(speaksEveryMs, until - clock.now()));
      await speakAll();
    }
  }

  const tasks = () => as('audit').list<WireTask>('/tasks');

  const nextId = (kind: string) => `${kind}-${++told}`;
  const event = (id: string, type: string, fields: object) =>
    machine(id).client.publish('event', { id: nextId('e'), at: clock.now(), type, ...fields });

  async function touchpoint(who: HubClient, touchpointId: string, type: string, fields: object = {}): Promise<void> {
    const at = iso(clock.now());
    await who.post('/touchpoints', { id: nextId('t'), touchpoint: touchpointId, type, at, ...fields });
  }

  return {
    now: () => clock.now(),
    url: () => hub.http,
    audit: () => as('audit'),
    live,
    /** Until the clock on the wall shows this next. */
    async liveUntil(time: string) {
      const sinceMidnight = onTheWall(time) - onTheWall('00:00');
      const passed = (clock.now() - onTheWall('00:00')) % day;
      await live((sinceMidnight - passed + day) % day);
    },
    /** Nobody says anything meanwhile. */
    wait: (ms: number) => clock.advanceBy(ms),

    async add(id: string, kind: Kind, space: string, fields: object = {}) {
      const admin = await signIn(hub.http, 'admin', adminPassword);
      const credentials = await admin.addDevice({ id, kind, space, ...fields });
      const made: Machine = {
        credentials,
        client: await connect(credentials),
        readings: { ...firstReadings[kind] },
        alive: true,
      };
      machines.set(id, made);
      await speak(made);
    },
    set: (id: string, readings: Record<string, number>) => void Object.assign(machine(id).readings, readings),
    /** The wire is cut: its last will is the last that is heard of it. */
    async die(id: string) {
      const dead = machine(id);
      dead.alive = false;
      dead.client.cut();
      await eventually(
        () => as('audit').get<{ presence: string }>(`/devices/${id}`),
        ({ presence }) => presence === 'offline',
      );
    },
    async revive(id: string) {
      machine(id).alive = true;
      machine(id).client.comeBack();
      await speak(machine(id));
    },
    event,
    dispense: (id: string, product: string, fields: object = {}) =>
      event(id, 'dispensed', { product, volume: 0.2, temperature: 60, ...fields }),
    /** Half a minute at the tap, told when it is closed: hot after so many seconds. */
    draw: (id: string, hotAfterS: number) =>
      machine(id).client.publish('telemetry', {
        samples: Array.from({ length: 46 }, (_, s) => ({
          at: clock.now() - 60_000 + s * 1000,
          temperature: 20 + 34 / (1 + Math.exp(-4 * (s - hotAfterS))),
          flow: s <= 40 ? 8 : 0,
        })),
      }),

    /** The hotel's own system. */
    stay: (
      stay: string,
      type: string,
      { at = clock.now(), ...fields }: { at?: number } & Record<string, unknown> = {},
    ) => as('pms').post('/stays/events', { id: nextId('s'), stay, type, at: iso(at), ...fields }),
    crm: (touchpointId: string, type: string, fields: object = {}) => touchpoint(as('crm'), touchpointId, type, fields),
    /** A person of the house, at a page. */
    tell: async (role: StaffRole, touchpointId: string, type: string, fields: object = {}) =>
      touchpoint(await person(role), touchpointId, type, fields),
    ask: (space: string, request: string, channel = 'phone') =>
      as('pms').post('/requests', { id: nextId('q'), space, request, channel }),

    tasks,
    /** The first of its kind, which must be there by now. */
    async taskOf(kind: string): Promise<WireTask> {
      const found = (await tasks()).find((task) => task.kind === kind);
      if (found === undefined) throw new Error(`expected a task of kind ${kind}`);
      return found;
    },
    task: (id: string) => as('audit').get<WireTask>(`/tasks/${id}`),
    async act(task: Pick<WireTask, 'id' | 'role'>, ...actions: readonly string[]) {
      const one = await person(task.role);
      for (const action of actions) {
        const { version } = await one.get<WireTask>(`/tasks/${task.id}`);
        await one.post(`/tasks/${task.id}/${action}`, { version });
      }
    },
    cells: async (standard: string): Promise<WireTouchpoint[]> =>
      (await as('audit').list<WireTouchpoint>('/touchpoints')).filter(
        (one) => one.standard?.split('@')[0] === standard,
      ),
    readStay: (reference: string) => as('audit').get<WireStay>(`/stays/${reference}`),

    /** The hub is away: devices and systems speak to nobody. */
    async hubAway(ms: number) {
      await Promise.all([...machines.values()].map(({ client }) => client.close()));
      await hub.stop();
      clock = createSimulatedClock({ startAt: clock.now() + ms });
      hub = await startHub({ ...options, clock, dataDir: hub.dataDir });
      staff.clear();
      for (const one of machines.values()) {
        if (one.alive) one.client = await connect(one.credentials);
      }
      await clock.advanceBy(1);
      await speakAll();
    },
    async close() {
      for (const { client } of machines.values()) client.cut();
      await hub.stop();
      await rm(hub.dataDir, { recursive: true, force: true });
    },
  };
}
