// A simulated house that obeys: pumps that rest at night, panels, a cabinet of bottles. What the hub asks for by itself is done
// by the devices, and what the water and the air then do says what came of it.
import { expect, it, onTestFinished } from 'vitest';
import { type HouseOptions, planHouse } from '../../devices/simulators/building.ts';
import { createHotel } from '../../devices/simulators/create-hotel.ts';
import { noFaults } from '../../devices/simulators/hotel-faults.ts';
import { dayPace } from '../../devices/simulators/pace.ts';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { eventually } from '../support/eventually.ts';
import { registerHouse } from '../support/register-house.ts';
import { startHub } from '../support/start-hub.ts';

interface Command {
  readonly command: string;
  readonly state: string;
  readonly trace: { readonly action: string; readonly purpose: string; readonly outcome: string | null } | null;
}
interface Task {
  readonly state: string;
  readonly device: string | null;
  readonly title: string;
}

const minute = 60_000;
/** Three in the morning in Shanghai, in January. */
const night = Date.parse('2026-01-05T19:00Z');
const at = (clockTime: string) => Date.parse(`2026-01-06T${clockTime}:00+08:00`);

/** A house whose bathrooms are all piped well: a cold riser alone makes them slow. */
function wellPiped(): HouseOptions {
  const shape = { rooms: 8, floors: ['12', '13'], risers: 2, mixedShare: 0, switchShare: 0, controls: true };
  for (let nth = 0; nth < 5000; nth++) {
    const house = { ...shape, seed: `obedient ${nth}` };
    if (planHouse(house).rooms.every(({ branchL }) => branchL < 0.9)) return house;
  }
  throw new Error('no such house was found');
}

it('circulation, welcome and warm bottles are asked for, done, and found to have helped, or not', async () => {
  const clock = createSimulatedClock({ startAt: night });
  const house = wellPiped();
  const plan = planHouse(house);
  const hubYaml = `property: { timeZone: Asia/Shanghai }\nspaces: ${JSON.stringify(plan.spaces)}\n`;
  const hub = await startHub({ hubYaml, clock });
  onTestFinished(hub.remove);
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
    crowdless: plan.dispensers.map(({ device }) => device.id),
    pumpHours: [[9, 24]],
  });
  onTestFinished(hotel.stop);

  const roomsOf = (riser: string) =>
    plan.rooms.filter(({ space }) => space.riser === riser).map(({ space }) => space.id);
  const drawIn = async (rooms: readonly string[]) => {
    for (const room of rooms) {
      hotel.sensors.get(`hw-${room}`)?.draw({ demand: { flowLpm: 9 }, seconds: 20, cause: 'test' });
      await clock.advanceBy(2 * minute);
    }
  };
  const commandsOf = (device: string) => hub.admin.list<Command>(`/devices/${device}/commands`);
  const answered = (device: string, command: string) =>
    eventually(
      () => commandsOf(device),
      (all) => all.some((one) => one.command === command && one.state === 'answered'),
    );
  const outcomeOf = async (device: string, command: string) =>
    (await commandsOf(device)).find((one) => one.command === command)?.trace?.outcome;
  const helped = (device: string, command: string, outcome = 'helped') =>
    eventually(
      () => outcomeOf(device, command),
      (found) => found === outcome,
    );
  const tell = (id: string, stay: string, type: string, more: object) =>
    hub.admin.post('/stays/events', { id, stay, type, at: new Date(clock.now()).toISOString(), ...more });

  hotel.start();
  hotel.pumps.get('r2')?.fail();
  const [room] = roomsOf('r1') as [string];
  await tell('a1', 'R-1', 'reserved', { space: room, expectedArrivalAt: new Date(at('08:00')).toISOString() });
  await tell('b1', 'R-2', 'checked-in', { expectedDepartureAt: new Date(at('09:00')).toISOString() });

  await clock.advanceTo(at('04:00'));
  await drawIn([...roomsOf('r1').slice(0, 2), ...roomsOf('r2').slice(0, 2)]);
  await clock.advanceTo(at('05:59'));
  expect(await commandsOf('pump-r1')).toEqual([]);

  await clock.advanceTo(at('06:00'));
  await Promise.all([answered('pump-r1', 'circulate'), answered('pump-r2', 'circulate')]);
  await clock.advanceTo(at('06:40'));
  await drawIn([...roomsOf('r1').slice(2, 4), ...roomsOf('r2').slice(2, 4)]);
  await helped('pump-r1', 'circulate');
  await helped('pump-r2', 'circulate', 'did-not-help');
  const tasks = async () => (await hub.admin.list<Task>('/tasks')).filter(({ device }) => device?.startsWith('pump'));
  expect(await tasks()).toEqual([
    expect.objectContaining({ state: 'open', device: 'pump-r2', title: 'Circulation did not help (riser r2)' }),
  ]);

  await clock.advanceTo(at('07:00'));
  await Promise.all([answered(`rc-${room}`, 'setpoint'), answered('bottles-lobby-1', 'warm')]);
  hotel.pumps.get('r2')?.repair();
  await clock.advanceTo(at('07:45'));
  await answered(`rc-${room}`, 'scene');
  await clock.advanceTo(at('08:01'));
  await Promise.all([helped(`rc-${room}`, 'setpoint'), helped(`rc-${room}`, 'scene')]);
  await drawIn(roomsOf('r2').slice(2, 4));
  await eventually(tasks, ([task]) => task?.state === 'cancelled');

  await clock.advanceTo(at('09:01'));
  await helped('bottles-lobby-1', 'warm');
  const bottle = hotel.dispensers.get('bottles-lobby-1')?.serve();
  expect(bottle?.temperatureC).toBeGreaterThanOrEqual(40);
}, 120_000);
