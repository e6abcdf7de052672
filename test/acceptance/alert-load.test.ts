// How often people are interrupted on a normal day: a simulated hotel with guests, systems and staff lives it, and what was told to
// each of them is counted hour by hour. A thing that says the same over and over is one task, and one interruption.
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { connectDevice } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { signIn } from '../support/hub-client.ts';
import { adminPassword, startHub } from '../support/start-hub.ts';
import { openWeekHotel, type WeekHotel } from '../support/week-hotel.ts';

/** `HOTEL_ROOMS=100` for a large house. */
const rooms = Number(process.env['HOTEL_ROOMS'] ?? 24);
const aDayMs = 20 * 60_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** PAGES 4.21. */
const mostAnHour = 6;
const chatter = { times: 3, withinMs: 10 * minuteMs };

interface Push {
  readonly at: string;
  readonly decision: string;
  readonly person: string | null;
  readonly priority: number;
  readonly tasks: readonly string[];
}

interface Task {
  readonly id: string;
  readonly kind: string;
  readonly device: string | null;
  readonly space: string;
  readonly openedAt: string;
  readonly evidence: readonly unknown[];
}

interface Plan {
  readonly shifts: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly roster: readonly { readonly shift: string; readonly people: readonly string[] }[];
}

let week: WeekHotel | undefined;
afterEach(() => week?.remove());

test(
  'on a normal day nobody is interrupted more than six times in nearly all of their hours, and never for chatter',
  async () => {
    week = await openWeekHotel({ rooms, days: 1, seed: 'alerts of a day' });
    const from = week.clock.now();
    await week.live();
    // The session of the morning has ended by the evening.
    const admin = await signIn(week.hub.http, 'admin', adminPassword);
    const told = (await admin.list<Push>('/pushes')).filter(({ decision }) => decision === 'now');
    const tasks = await admin.list<Task>('/tasks');
    const people = hoursOnDuty(await admin.get<Plan>('/dispatch'));
    expect(told.filter(({ person }) => person === null || !people.has(person))).toEqual([]);

    const hours = [...people].flatMap(([person, onDuty]) =>
      Array.from({ length: 24 }, (_, hour) => hour).flatMap((hour) => {
        const ofHour = told.filter((push) => push.person === person && hourOf(push.at, from) === hour);
        // Who is told although off duty is interrupted all the same.
        return onDuty.has(hour) || ofHour.length > 0 ? [{ person, hour, count: ofHour.length }] : [];
      }),
    );
    const counts = hours.map(({ count }) => count).sort((one, other) => one - other);
    const p95 = counts[Math.ceil(counts.length * 0.95) - 1] as number;
    console.info(
      `${rooms} rooms, a day: ${tasks.length} tasks, ${told.length} interruptions in ${hours.length} hours of ${people.size} people; ` +
        `an hour of a person: p50 ${counts[Math.ceil(counts.length / 2) - 1]}, p95 ${p95}, most ${counts.at(-1)}`,
    );
    expect(told.length).toBeGreaterThan(rooms / 2);
    expect(p95).toBeLessThanOrEqual(mostAnHour);
    expect([...toldAgain(told)].filter(([, times]) => isChatter(times))).toEqual([]);
    expect([...openedAgain(tasks)].filter(([, times]) => isChatter(times))).toEqual([]);
  },
  aDayMs,
);

test('a machine that says the same five times in ten minutes is one task, and interrupts its engineer once', async () => {
  const clock = createSimulatedClock({ startAt: Date.parse('2026-03-03T04:00Z') });
  const hub = await startHub({ clock, hubYaml: 'dispatch: { people: [{ user: chen, role: engineer }] }' });
  onTestFinished(() => hub.remove());
  const credentials = await hub.admin.addDevice({ id: 'tea-1', kind: 'tea-dispenser', space: 'lobby' });
  const machine = await connectDevice({ url: hub.mqtt, ...credentials });
  onTestFinished(() => machine.close());
  for (let n = 1; n <= 5; n += 1) {
    const fault = { id: `f${n}`, type: 'fault', at: clock.now(), code: 'E7', message: 'boiler' };
    await machine.publish('event', fault);
    await clock.advanceBy(2 * minuteMs - 1);
  }
  const tasks = await eventually(
    () => hub.admin.list<Task>('/tasks'),
    ([task]) => task?.evidence.length === 5,
  );
  expect(tasks.map(({ kind }) => kind)).toEqual(['device-fault']);
  const told = await hub.admin.list<Push>('/pushes');
  expect(told.map(({ decision, person }) => [decision, person])).toEqual([['now', 'chen']]);
});

/** The hours of a day, from midnight, at which each person is on duty. */
function hoursOnDuty({ shifts, roster }: Plan): ReadonlyMap<string, ReadonlySet<number>> {
  const hours = new Map<string, Set<number>>();
  for (const { shift, people } of roster) {
    const { from, to } = shifts.find(({ id }) => id === shift)!;
    const [first, last] = [Number.parseInt(from, 10), Number.parseInt(to, 10)];
    for (const person of people) {
      const own = hours.get(person) ?? new Set();
      for (let hour = first; hour !== last; hour = (hour + 1) % 24) own.add(hour);
      hours.set(person, own);
    }
  }
  return hours;
}

const hourOf = (at: string, from: number) => Math.floor((Date.parse(at) - from) / hourMs);

/** When each person was told of each task. */
function toldAgain(told: readonly Push[]): ReadonlyMap<string, readonly number[]> {
  return timesOf(told.flatMap(({ at, person, tasks }) => tasks.map((task) => [`${person} ${task}`, at] as const)));
}

/** When each thing of a place opened a task; the wishes of guests are different things. */
function openedAgain(tasks: readonly Task[]): ReadonlyMap<string, readonly number[]> {
  const ofThings = tasks.filter(({ kind }) => kind !== 'request');
  return timesOf(
    ofThings.map(({ kind, device, space, openedAt }) => [`${kind} ${device ?? space}`, openedAt] as const),
  );
}

function timesOf(said: readonly (readonly [what: string, at: string])[]): ReadonlyMap<string, readonly number[]> {
  const byWhat = [...Map.groupBy(said, ([what]) => what)];
  return new Map(byWhat.map(([what, all]) => [what, all.map(([, at]) => Date.parse(at))]));
}

function isChatter(times: readonly number[]): boolean {
  const inOrder = times.toSorted((one, other) => one - other);
  return inOrder.some(
    (at, index) => (inOrder[index + chatter.times] ?? Number.POSITIVE_INFINITY) - at < chatter.withinMs,
  );
}
