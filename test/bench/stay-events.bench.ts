// A week of a hotel's stays through the domain alone, as fast as it takes them: what an event of a stay costs on the third day,
// when the two days that promises look back are full, and on the last. A house must not become slower by being lived in.
import type { DeviceId } from '../../devices/identifiers.ts';
import { createRandom } from '../../devices/simulators/random.ts';
import type { Party } from '../../devices/simulators/stays/party.ts';
import { planParties } from '../../devices/simulators/stays/plan-parties.ts';
import type { StayEventType } from '../../gateway/domain/stays/stay-event.ts';
import { openStayingHotel, type StayingHotel } from '../gateway/domain/journey/staying-hotel.ts';
import { admin, lobby, room } from '../gateway/domain/small-hotel.ts';
import type { BenchmarkResult } from './benchmark.ts';

export const title = 'Events of stays in a week: ms of CPU in the domain each, on the third day and on the last';

const days = 7;
const sizes = [100, 200] as const;
const day = 86_400_000;
const from = Date.parse('2026-01-12T00:00+08:00');
/** Cups of guests who are on no list, each day and room. */
const crowd = 5;
/** What the last day may cost more than the third. */
const mostRatio = 2;

interface Step {
  readonly at: number;
  happen(hotel: StayingHotel): void;
}

export async function run(): Promise<BenchmarkResult> {
  const rows: Record<string, Record<string, number>> = {};
  let met = true;
  for (const rooms of sizes) {
    const perDay = measure(rooms);
    const [third = 0, last = 0] = [perDay[2], perDay.at(-1)];
    const ratio = round(last / third);
    rows[`${rooms} rooms`] = { 'third day': round(third), 'last day': round(last), ratio };
    met &&= ratio <= mostRatio;
  }
  return { rows, remarks: [`promised: the last day costs at most ${mostRatio} times the third`], met };
}

/** By day, ms an event. */
function measure(rooms: number): readonly number[] {
  const names = Array.from({ length: rooms }, (_, index) => String(1000 + index));
  const random = createRandom(`${rooms} rooms`);
  const hotel = openStayingHotel({ startAt: from, timeZone: 'Asia/Shanghai', spaces: names.map((name) => room(name)) });
  const tea = hotel.add('tea-l1', 'tea-dispenser', lobby);
  const water = hotel.add('water-l1', 'water-dispenser', lobby);
  const parties = planParties({ random, from, days, rooms: names });
  const steps = [...parties.flatMap((party) => stepsOf(party, tea, water)), ...thirstOf(rooms, water)];
  const inOrder = steps.filter(({ at }) => at < from + days * day).toSorted((a, b) => a.at - b.at);
  const perDay = Array.from({ length: days }, () => ({ ms: 0, events: 0 }));
  for (const { at, happen } of inOrder) {
    const today = perDay[Math.max(0, Math.floor((at - from) / day))];
    const before = process.cpuUsage();
    if (at > hotel.now()) hotel.wait(at - hotel.now());
    happen(hotel);
    if (today === undefined) continue;
    const { user, system } = process.cpuUsage(before);
    today.ms += (user + system) / 1000;
    today.events += 1;
  }
  return perDay.map(({ ms, events }) => ms / Math.max(1, events));
}

function stepsOf({ reference, room: space, booking, visit }: Party, tea: DeviceId, water: DeviceId): readonly Step[] {
  const tell = (type: StayEventType, at: number, more = {}): Step => ({
    at,
    happen: (hotel) => void hotel.stay(reference, type, at, more),
  });
  const steps: Step[] = [];
  if (booking !== undefined) {
    const { at, expectedArrivalAt, expectedDepartureAt, preferences } = booking;
    steps.push(tell('reserved', at, { expectedArrivalAt, expectedDepartureAt, ...(preferences && { preferences }) }));
  }
  if (visit === undefined) return steps;
  const key = { space: room(space).id };
  const serve = (device: DeviceId, product: string, at: number): Step => ({
    at,
    happen: (hotel) => void hotel.dispense(device, product, at),
  });
  return [
    ...steps,
    tell('arrived', visit.arrivedAt),
    serve(tea, 'green-tea', visit.arrivedAt + visit.tea.afterMs),
    tell('check-in-started', visit.checkInStartedAt),
    tell('room-assigned', visit.roomAssignedAt, key),
    tell('checked-in', visit.checkedInAt, key),
    ...visit.wishes.map(
      ({ at, request }, index): Step => ({
        at,
        happen: (hotel) => askAndServe(hotel, `${reference}-${index}`, space, request),
      }),
    ),
    tell('check-out-started', visit.checkOutStartedAt),
    serve(water, 'bottle', visit.checkOutStartedAt + visit.bottle.afterMs),
    tell('checked-out', visit.checkedOutAt),
  ];
}

function askAndServe(hotel: StayingHotel, id: string, space: string, request: string): void {
  const asked = hotel.ask(id, room(space), request);
  const opened = asked.facts.find((fact) => fact.type === 'task-changed');
  if (opened?.type !== 'task-changed') return;
  const { task } = opened;
  hotel.send({ type: 'task-action', task: task.id, action: 'start', version: task.version, by: admin });
  hotel.send({ type: 'task-action', task: task.id, action: 'complete', version: task.version + 1, by: admin });
}

function thirstOf(rooms: number, water: DeviceId): readonly Step[] {
  const count = crowd * rooms * days;
  return Array.from({ length: count }, (_, index): Step => {
    const at = from + ((index + 0.5) * days * day) / count;
    return { at, happen: (hotel) => void hotel.dispense(water, 'hot-water', at) };
  });
}

const round = (value: number) => Math.round(value * 1000) / 1000;
