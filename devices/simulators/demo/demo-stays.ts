// Guests of the demonstration: some are in the house already when it begins, then one party after another comes through the
// door and leaves within minutes. The hotel system and the lobby tell the hub over HTTP, each with a token of its own.
import type { Hotel } from '../create-hotel.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { CallHub } from '../network/hub-calls.ts';
import { createTelling } from '../network/telling.ts';
import type { Random } from '../random.ts';
import type { Party, Service, Visit } from '../stays/party.ts';
import { liveParty, type PartyWorld, type ServiceCalls } from '../stays/party-life.ts';
import { createPms } from '../stays/pms.ts';
import { createReporter } from '../stays/reporter.ts';
import { createTimetable } from '../timetable.ts';
import { createDiary } from '../truth/diary.ts';

export interface DemoStays {
  start(): Promise<void>;
  stop(): void;
}

export interface DemoStaysOptions {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly hotel: Hotel;
  /** Those that the script does not keep vacant. */
  readonly rooms: readonly string[];
  readonly calls: ServiceCalls & { readonly pms: CallHub };
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** In the house when it begins; the first of them leave within the first minute. */
const alreadyThere = 9;
const partiesInHouse = 20;
const firstLeavesAfterMs = 15 * second;
const leaveEveryMs = 25 * second;

/** How it went when they came: well, slowly, or before anybody listened. */
const arrivals: readonly { readonly tea: boolean; readonly checkInS: number }[] = [
  { tea: true, checkInS: 130 },
  { tea: true, checkInS: 290 },
  { tea: false, checkInS: 110 },
];

export function createDemoStays(options: DemoStaysOptions): DemoStays {
  const { clock, random, hotel, rooms, calls } = options;
  const timetable = createTimetable(clock);
  const telling = createTelling(clock);
  const diary = createDiary();
  const startAt = clock.now();
  const report = createReporter(telling, diary, startAt);
  const pms = createPms({
    clock,
    random: random.fork('pms'),
    telling,
    call: calls.pms,
    diary,
    faults: { lateShare: 0, doubledShare: 0.05, silences: [] },
  });
  const free = [...rooms];
  let count = 0;

  const machines = { tea: hotel.dispensers.get('tea-lobby-1'), bottles: hotel.dispensers.get('bottles-lobby-1') };
  const world: PartyWorld = { timetable, pms, report, calls, gymWater: undefined, ...machines };
  const startName = startAt.toString(36);

  function nextParty(visit: Visit): Party | undefined {
    const room = free.shift();
    if (room === undefined) return undefined;
    count += 1;
    const lot = random.fork(count);
    timetable.at(visit.checkedOutAt + minute, () => free.push(room));
    const at = visit.arrivedAt - lot.between(2, 12) * 24 * hour;
    return {
      reference: `D-${startName}-${count}`,
      room,
      booking: {
        at,
        expectedArrivalAt: visit.arrivedAt,
        expectedDepartureAt: visit.checkOutStartedAt,
        ...(lot.chance(0.8) && { preferences: { pillow: 'soft' } }),
      },
      visit,
      ...(lot.chance(0.5) && {
        review: { postedAt: visit.checkedOutAt + 20 * second, answeredAt: visit.checkedOutAt + 90 * second },
      }),
      afterwards: [],
    };
  }

  /** They came while nobody listened: what the machines gave them is not on record, what people tapped is. */
  function beThere(index: number): void {
    const { tea, checkInS } = arrivals[index % arrivals.length]!;
    const arrivedAt = startAt - (5 - index / 2) * hour;
    const leavesAt = startAt + firstLeavesAfterMs + index * leaveEveryMs;
    const bottle: Service = index % 3 === 1 ? { afterMs: 0 } : { by: 'time-window', afterMs: 6 * second };
    const visit = visitOf({ arrivedAt, tea: { afterMs: 0 }, beginsS: 90, checkInS, leavesAt, bottle });
    const party = nextParty(visit);
    if (party === undefined) return;
    liveParty(world, party);
    const at = arrivedAt + 40 * second;
    if (tea)
      report(calls.host, { touchpoint: 'arrival', type: 'tea-served', at, stay: party.reference, space: 'lobby' });
  }

  function comeThroughTheDoor(): void {
    const now = clock.now();
    timetable.at(now + random.between(25, 55) * second, comeThroughTheDoor);
    if (rooms.length - free.length >= partiesInHouse) return;
    const tea: Service = random.chance(0.15)
      ? { afterMs: 0 }
      : { by: random.pick(['time-window', 'staff-tap', 'card']), afterMs: random.integer(4, 10) * second };
    const checkInS = random.chance(0.15) ? 200 : random.integer(30, 90);
    const leavesAt = now + random.between(8, 18) * minute;
    const bottle: Service = random.chance(0.15) ? { afterMs: 0 } : { by: 'time-window', afterMs: 8 * second };
    const party = nextParty(visitOf({ arrivedAt: now, tea, beginsS: 15, checkInS, leavesAt, bottle }));
    if (party !== undefined) liveParty(world, party);
  }

  /** Whoever a demonstration before left in the house has gone meanwhile. */
  async function emptyTheHouse(): Promise<void> {
    const { items } = await calls.host<{ items: readonly { readonly stay: string }[] }>(
      'GET',
      '/stays?state=in-house&limit=1000',
    );
    for (const { stay } of items) pms.tell(stay, { type: 'checked-out', at: clock.now() });
  }

  return {
    async start() {
      await emptyTheHouse();
      for (let index = 0; index < alreadyThere; index++) beThere(index);
      timetable.at(clock.now() + 3 * second, comeThroughTheDoor);
    },
    stop() {
      for (const part of [timetable, telling, pms]) part.stop();
    },
  };
}

interface Course {
  readonly arrivedAt: number;
  readonly tea: Service;
  /** From the arrival to the desk. */
  readonly beginsS: number;
  readonly checkInS: number;
  readonly leavesAt: number;
  readonly bottle: Service;
}

function visitOf({ arrivedAt, tea, beginsS, checkInS, leavesAt, bottle }: Course): Visit {
  const checkInStartedAt = arrivedAt + beginsS * second;
  const checkedInAt = checkInStartedAt + checkInS * second;
  return {
    arrivedAt,
    checkInStartedAt,
    roomAssignedAt: checkedInAt - 5 * second,
    checkedInAt,
    checkOutStartedAt: leavesAt,
    checkedOutAt: leavesAt + 20 * second,
    tea,
    bottle,
    wishes: [],
  };
}
