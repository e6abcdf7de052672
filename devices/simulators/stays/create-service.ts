// The service of a simulated hotel: its parties, the systems that tell of them, and the people who serve them. The devices are
// the hotel's own; everything else goes to the hub over HTTP.
import type { Hotel } from '../create-hotel.ts';
import { createTap } from '../guests/tap.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { CallHub } from '../network/hub-calls.ts';
import { createTelling } from '../network/telling.ts';
import type { Pace } from '../pace.ts';
import { createRandom } from '../random.ts';
import { planRoutines } from '../staff/routines.ts';
import { createStaff } from '../staff/staff.ts';
import { createWork } from '../staff/work.ts';
import { createTimetable } from '../timetable.ts';
import { createDiary, type Diary } from '../truth/diary.ts';
import type { Party } from './party.ts';
import { liveParty } from './party-life.ts';
import { planParties } from './plan-parties.ts';
import { createPms, type PmsFaults } from './pms.ts';
import { createReporter } from './reporter.ts';
import { createRoomStay, type RoomParts } from './room-stay.ts';

export interface ServiceOptions {
  readonly seed: string | number;
  readonly clock: HotelClock;
  readonly hotel: Hotel;
  readonly pace: Pace;
  /** Local midnight of the first day, Unix ms. */
  readonly from: number;
  readonly days: number;
  readonly utcOffsetHours: number;
  readonly pmsFaults: PmsFaults;
  /** Systems by what they are, people by the names that the dispatch plan knows. */
  readonly calls: {
    readonly pms: CallHub;
    readonly crm: CallHub;
    readonly cards: CallHub;
    /** Sees all tasks. */
    readonly watch: CallHub;
    readonly frontDesk: CallHub;
    readonly housekeeping: CallHub;
    readonly people: ReadonlyMap<string, CallHub>;
  };
}

export interface Service {
  start(): void;
  stop(): void;
  readonly parties: readonly Party[];
  readonly diary: Diary;
  /** Calls that the hub refused though nothing about them was wrong. */
  failures(): readonly string[];
}

const hour = 3_600_000;
const day = 24 * hour;
/** A PMS in its usual hours is never quiet for long: rates, wishes and lengths of stay change all day. */
const usualHours = [6.9, 23.1] as const;
const changeEveryMs = 6 * 60_000;

export function createService(options: ServiceOptions): Service {
  const { clock, hotel, pace, from, days, utcOffsetHours, calls } = options;
  const random = createRandom(`${options.seed}/service`);
  const diary = createDiary();
  const timetable = createTimetable(clock);
  const telling = createTelling(clock);
  const report = createReporter(telling, diary, from);
  const rooms = roomParts(options);
  const parties = planParties({ random: random.fork('parties'), from, days, rooms: [...rooms.keys()] });
  const pms = createPms({
    clock,
    random: random.fork('pms'),
    telling,
    call: calls.pms,
    diary,
    faults: options.pmsFaults,
  });
  const staff = createStaff({
    clock,
    random: random.fork('staff'),
    watch: calls.watch,
    people: calls.people,
    work: createWork(hotel),
    diary,
  });
  const roomStay = createRoomStay({
    timetable,
    pace,
    random: random.fork('rooms'),
    rooms,
    diary,
    utcOffsetHours,
    onAsked: staff.ring,
  });

  function startParties(): void {
    const world = {
      timetable,
      pms,
      report,
      calls: { host: calls.frontDesk, cards: calls.cards, crm: calls.crm },
      tea: hotel.dispensers.get('tea-lobby-1'),
      bottles: hotel.dispensers.get('bottles-lobby-1'),
      gymWater: hotel.dispensers.get('water-gym-1'),
      roomStay,
    };
    for (const party of parties) liveParty(world, party);
  }

  function changeSomething(): void {
    const now = clock.now();
    timetable.at(now + changeEveryMs, changeSomething);
    const hourOfDay = (now / hour + utcOffsetHours) % 24;
    if (hourOfDay < usualHours[0] || hourOfDay > usualHours[1]) return;
    const open = parties.filter(
      ({ booking, visit, cancelledAt, noShowAt }) =>
        booking !== undefined &&
        booking.at < now &&
        now < (visit?.checkedInAt ?? cancelledAt ?? noShowAt ?? booking.expectedArrivalAt),
    );
    if (open.length === 0) return;
    const { reference, booking } = random.pick(open);
    const { expectedDepartureAt } = booking!;
    pms.tell(reference, { type: 'changed', at: now, expectedDepartureAt });
  }

  return {
    start() {
      startParties();
      changeSomething();
      staff.start();
      const corridors = hotel.spaces.filter(({ kind }) => kind === 'corridor').map(({ id }) => id);
      const { frontDesk, housekeeping } = calls;
      for (let count = 0; count < days; count++) {
        planRoutines(
          { timetable, random: random.fork('routines'), parties, rooms, corridors, report, housekeeping, frontDesk },
          from + count * day,
          count === 0,
        );
      }
    },
    stop() {
      for (const part of [timetable, telling, pms, staff]) part.stop();
      for (const { tap } of rooms.values()) tap.stop();
    },
    parties,
    diary,
    failures: () => [...telling.refusals, ...staff.failures],
  };
}

function roomParts({ clock, pace, hotel }: ServiceOptions): ReadonlyMap<string, RoomParts> {
  return new Map(
    hotel.devices.flatMap(({ id, kind, space, sensor }): [string, RoomParts][] => {
      const controllerId = `rc-${space}`;
      const controller = hotel.controllers.get(controllerId);
      const tapSensor = hotel.sensors.get(id);
      if (kind !== 'hot-water-sensor' || controller === undefined || tapSensor === undefined) return [];
      const mixed = sensor?.point === 'mixed-outlet';
      return [[space, { controller, controllerId, tap: createTap(clock, pace, tapSensor), mixed }]];
    }),
  );
}
