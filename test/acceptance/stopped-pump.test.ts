// One pump stops on a riser of fourteen rooms, from outside: a simulated house with pipes that cool, over real MQTT, with
// people on duty. One incident that names the riser and the pump, one push a person, and all over by itself.
import { expect, it, onTestFinished } from 'vitest';
import { type HouseOptions, planHouse } from '../../devices/simulators/building.ts';
import { createHotel } from '../../devices/simulators/create-hotel.ts';
import { noFaults } from '../../devices/simulators/hotel-faults.ts';
import { dayPace } from '../../devices/simulators/pace.ts';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { eventually } from '../support/eventually.ts';
import { type HubClient, signIn } from '../support/hub-client.ts';
import { registerHouse } from '../support/register-house.ts';
import { adminPassword, startHub } from '../support/start-hub.ts';

interface WireIncident {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly shape: string | null;
  readonly part: string | null;
  readonly reasoning: string;
  readonly reasons: readonly { readonly code: string; readonly values: Readonly<Record<string, number>> }[];
  readonly closedAt: string | null;
  readonly spaces: readonly string[];
  readonly tasks: readonly string[];
  readonly draws: readonly string[];
}
interface WireTask {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly space: string;
  readonly incident: string | null;
  readonly sharedCause: { readonly part: string } | null;
  readonly history: readonly { readonly step: string; readonly note: string | null }[];
}
interface WirePush {
  readonly person: string | null;
  readonly decision: string;
  readonly tasks: readonly string[];
}
interface WireDraw {
  readonly id: string;
  readonly space: string;
  readonly outcome: string;
}

const hour = 3_600_000;
const second = 1000;
const risers = 2;
const floors = Array.from({ length: 14 }, (_, index) => String(index + 3));
const cold = 'r2';

/** A house of two risers with a room on each of fourteen floors, whose bathrooms on the cold one are piped well. */
function houseOfTwoRisers(): HouseOptions {
  const shape = { rooms: 14 * risers, floors, risers, lobby: false, mixedShare: 0, switchShare: 0 };
  for (let nth = 0; nth < 5000; nth++) {
    const house = { ...shape, seed: `fourteen floors ${nth}` };
    if (planHouse(house).rooms.every(({ branchL, space }) => branchL < (space.riser === cold ? 0.95 : 1.6)))
      return house;
  }
  throw new Error('no such house was found');
}

const crew = [
  ['chen', 'engineer'],
  ['zhao', 'engineer'],
  ['wang', 'manager'],
] as const;
const onDuty = `
property: { id: demo, timeZone: Asia/Shanghai }
dispatch:
  people:
${crew.map(([user, role]) => `    - { user: ${user}, role: ${role} }`).join('\n')}
  shifts: [{ id: day, from: "06:00", to: "22:00" }]
  roster: [{ shift: day, people: [chen, zhao, wang] }]
  supervisors: { engineer: [wang] }
`;

it('a stopped pump is one incident, at most one push a person, and over by itself when draws pass', async () => {
  const clock = createSimulatedClock({ startAt: Date.parse('2026-03-03T22:00Z') });
  const hub = await startHub({ hubYaml: onDuty, clock });
  onTestFinished(hub.remove);
  const house = houseOfTwoRisers();
  const plan = planHouse(house);
  const credentials = await registerHouse(hub.admin, plan);
  const hotel = createHotel({
    ...house,
    property: 'demo',
    clock,
    connect: { url: hub.mqtt },
    credentials,
    pace: dayPace,
    faults: noFaults,
    occupancy: 0,
  });
  onTestFinished(hotel.stop);
  const roomsOf = (riser: string) =>
    plan.rooms.filter(({ space }) => space.riser === riser).map(({ space }) => space.id);
  expect(roomsOf(cold)).toHaveLength(14);
  /** From the top floor down, one room after the other: who draws brings hot water up to those below. */
  const drawIn = async (rooms: readonly string[], seconds: number) => {
    for (const room of rooms.toReversed()) {
      hotel.sensors.get(`hw-${room}`)?.draw({ demand: { flowLpm: 9 }, seconds, cause: 'test' });
      await clock.advanceBy((seconds + 30) * second);
    }
  };
  const incidents = (query: string) => hub.admin.list<WireIncident>(`/incidents?${query}`);

  hotel.start();
  hotel.pumps.get(cold)?.fail();
  await clock.advanceBy(4 * hour);
  // With nobody who listens a task climbs a level more, from the fifteenth second of the machine's own time on.
  for (const [name, role] of crew) {
    await hub.admin.call('POST', '/users', { name, role, password: `${name}-on-duty` });
    const phone = await (await signIn(hub.http, name, `${name}-on-duty`)).stream({ topics: 'task' });
    onTestFinished(() => phone.close());
  }
  await drawIn(roomsOf('r1'), 25);
  await drawIn(roomsOf(cold), 12);

  const [incident] = await eventually(
    () => incidents('open=true&subject=r2'),
    ([one]) => (one?.tasks.length ?? 0) >= 5,
  );
  expect(incident).toMatchObject({ kind: 'riser', shape: 'at-all-hours', part: 'riser-pump' });
  expect(incident?.reasoning).toContain('look at the circulation pump of riser r2');
  expect(incident?.reasons.map(({ code }) => code)).toEqual(['rooms-missed', 'others-passed']);
  const missed = (await hub.admin.list<WireDraw>('/draws?riser=r2')).filter(({ outcome }) => outcome === 'missed');
  expect(new Set(incident?.spaces)).toEqual(new Set(missed.map(({ space }) => space)));
  const truly = hotel
    .truth()
    .draws.filter(
      ({ outcome, device }) => outcome === 'missed' && roomsOf(cold).some((room) => device === `hw-${room}`),
    );
  expect(truly.length).toBeGreaterThanOrEqual(5);
  expect((await incidents('')).filter(({ kind }) => ['riser', 'floor', 'plant', 'room'].includes(kind))).toHaveLength(
    1,
  );

  const tasks = await Promise.all((incident?.tasks ?? []).map((id) => hub.admin.get<WireTask>(`/tasks/${id}`)));
  expect(tasks.map((task) => [task.kind, task.incident, task.sharedCause?.part])).toEqual(
    tasks.map(() => ['warm-up', incident?.id, 'riser-pump']),
  );
  const toldOfIt = async (by: HubClient) =>
    (await by.list<WirePush>('/pushes')).filter(
      ({ decision, tasks: about }) => decision === 'now' && about.some((id) => incident?.tasks.includes(id)),
    );
  const people = (await toldOfIt(hub.admin)).map(({ person }) => person);
  expect(people).toContain('chen');
  expect(people).toHaveLength(new Set(people).size);

  hotel.pumps.get(cold)?.repair();
  await clock.advanceBy(2 * hour);
  const admin = await signIn(hub.http, 'admin', adminPassword);
  await drawIn(roomsOf(cold), 25);
  const [over] = await eventually(
    () => admin.list<WireIncident>('/incidents?kind=riser'),
    ([one]) => one?.closedAt !== null,
  );
  expect(over?.id).toBe(incident?.id);
  const ended = await Promise.all((incident?.tasks ?? []).map((id) => admin.get<WireTask>(`/tasks/${id}`)));
  expect(ended.map(({ state, history }) => [state, history.at(-1)?.note])).toEqual(
    ended.map(() => ['cancelled', 'solved-itself']),
  );
  const told = (await toldOfIt(admin)).map(({ person }) => person);
  expect(told).toHaveLength(new Set(told).size);
}, 120_000);
