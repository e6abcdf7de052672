// A hub and a simulated hotel with guests, systems and staff on one virtual clock, for days at speed.
import { planHouse } from '../../devices/simulators/building.ts';
import { createHotel, type Hotel } from '../../devices/simulators/create-hotel.ts';
import { usualFaults } from '../../devices/simulators/hotel-faults.ts';
import { createHubCalls } from '../../devices/simulators/network/hub-calls.ts';
import { weekPace } from '../../devices/simulators/pace.ts';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { createService, type Service } from '../../devices/simulators/stays/create-service.ts';
import { type TrueLedger, trueLedger } from '../../devices/simulators/truth/promises/true-ledger.ts';
import { registerHouse } from './register-house.ts';
import { startHub, type TestHub } from './start-hub.ts';

export interface WeekOptions {
  readonly rooms: number;
  readonly days: number;
  readonly seed: string;
}

export interface WeekHotel {
  readonly hub: TestHub;
  readonly clock: SimulatedClock;
  readonly hotel: Hotel;
  readonly service: Service;
  /** Lives all days, and the night after them. */
  live(): Promise<void>;
  truth(): TrueLedger;
  remove(): Promise<void>;
}

const hour = 3_600_000;
const day = 24 * hour;
/** A Monday in winter, midnight in Shanghai. */
const from = Date.parse('2026-01-12T00:00+08:00');
const utcOffsetHours = 8;

const people = [
  ['li', 'housekeeping', 'day'],
  ['mei', 'housekeeping', 'day'],
  ['hua', 'housekeeping', 'night'],
  ['sun', 'front-desk', 'day'],
  ['yan', 'front-desk', 'night'],
  ['chen', 'engineer', 'day'],
  ['zhao', 'engineer', 'night'],
  ['wang', 'manager', 'day'],
] as const;

export async function openWeekHotel({ rooms, days, seed }: WeekOptions): Promise<WeekHotel> {
  const house = { seed, rooms, amenities: true };
  const plan = planHouse(house);
  const clock = createSimulatedClock({ startAt: from });
  const hub = await startHub({ clock, hubYaml: describeHouse(plan) });
  const credentials = await registerHouse(hub.admin, plan);
  const hotel = createHotel({
    ...house,
    property: 'demo',
    clock,
    connect: { url: hub.mqtt },
    credentials,
    pace: weekPace,
    occupancy: 0,
    crowdless: ['tea-lobby-1', 'bottles-lobby-1', 'water-gym-1'],
    // Clocks that run wrong are the simulated day's matter.
    faults: {
      ...usualFaults,
      driftingShare: 0,
      pumpFailures: { r2: [{ from: from + 30 * hour, to: from + 33 * hour }] },
    },
  });
  const calls = async (name: string, role: string) => {
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name, role });
    return createHubCalls(hub.http, token);
  };
  const staff = new Map(
    await Promise.all(people.map(async ([name, role]) => [name, await calls(name, role)] as const)),
  );
  const service = createService({
    seed,
    clock,
    hotel,
    pace: weekPace,
    from,
    days,
    utcOffsetHours,
    pmsFaults: { lateShare: 0.1, doubledShare: 0.05, silences: silencesOf(days) },
    calls: {
      pms: await calls('pms', 'integration'),
      crm: await calls('crm', 'integration'),
      cards: await calls('cards', 'integration'),
      watch: await calls('watch', 'manager'),
      frontDesk: await calls('desk', 'front-desk'),
      housekeeping: await calls('floors', 'housekeeping'),
      people: staff,
    },
  });
  const corridors = plan.spaces.filter(({ kind }) => kind === 'corridor').map(({ id }) => id);

  return {
    hub,
    clock,
    hotel,
    service,
    async live() {
      hotel.start();
      service.start();
      breakThings(clock, hotel);
      await clock.advanceTo(from + days * day + hour);
    },
    truth: () =>
      trueLedger(
        {
          parties: service.parties,
          diary: service.diary,
          from,
          until: clock.now(),
          utcOffsetHours,
          recorders: hotel.recorders,
          draws: hotel.truth().draws,
          devices: hotel.devices,
          silencesOf: hotel.silencesOf,
        },
        corridors,
      ),
    async remove() {
      service.stop();
      await hotel.stop();
      await hub.remove();
    },
  };
}

/** An hour of every second day, in the middle of arrivals or departures. */
function silencesOf(days: number) {
  return Array.from({ length: Math.ceil(days / 2) }, (_, index) => {
    const at = from + (2 * index + 1) * day + (index % 2 === 0 ? 8.5 : 16) * hour;
    return { from: at, to: at + hour };
  });
}

/** Machines that nobody hears for a while, some of them when they are needed. */
function breakThings(clock: SimulatedClock, hotel: Hotel): void {
  const drop = (at: number, device: string, hours: number) =>
    clock.schedule(from + at * hour, () => hotel.drop(device, hours * hour));
  drop(17, 'tea-lobby-1', 1);
  drop(32, 'bottles-lobby-1', 0.5);
  drop(31, 'tea-breakfast-1', 1);
  drop(20, 'rc-1201', 5);
}

function describeHouse({ spaces }: ReturnType<typeof planHouse>): string {
  const rows = spaces.map(
    ({ id, kind, floor, riser }) =>
      `  - { id: "${id}", kind: ${kind}, floor: "${floor}"${riser === undefined ? '' : `, riser: ${riser}`} }`,
  );
  const onShift = (wanted: string) => people.filter(([, , shift]) => shift === wanted).map(([name]) => name);
  return `
property: { id: demo, timeZone: Asia/Shanghai }
spaces:
${rows.join('\n')}
dispatch:
  people:
${people.map(([user, role]) => `    - { user: ${user}, role: ${role} }`).join('\n')}
  shifts: [{ id: day, from: "06:00", to: "22:00" }, { id: night, from: "22:00", to: "06:00" }]
  roster:
    - { shift: day, people: [${onShift('day')}] }
    - { shift: night, people: [${onShift('night')}] }
  supervisors: { housekeeping: [wang], front-desk: [wang], engineer: [wang] }
  catchAll: wang
`;
}
