// Who comes to the house in a number of days, and what happens to them: a pure plan. The same seed and house give the same.
import { localMidnight } from '../local-midnight.ts';
import type { Random } from '../random.ts';
import { orderAtTheDoor } from './lobby-order.ts';
import type { Party, Service, Serving, Visit, Wish } from './party.ts';

export interface PartyPlanOptions {
  readonly random: Random;
  /** Local midnight of the first day, Unix ms. */
  readonly from: number;
  readonly days: number;
  readonly rooms: readonly string[];
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The house's promise; whoever is served later stands out. */
const teaInTimeMs = 2 * minute;
/** A few rooms stay free for those who want another. */
const spareShare = 0.05;
const requests = ['towels', 'water', 'slippers', 'pillow', 'toothbrush', 'cleaning'] as const;

/** How a party behaves, before it is known when it gets to the door. */
interface Draft {
  readonly random: Random;
  readonly reference: string;
  readonly room: string;
  readonly wantedAt: number;
  readonly tea: Service;
  /** On which they leave. */
  readonly lastDay: number;
}

export function planParties(options: PartyPlanOptions): readonly Party[] {
  const spares = options.rooms.slice(-Math.ceil(options.rooms.length * spareShare));
  const letRooms = options.rooms.slice(0, options.rooms.length - spares.length);
  const drafts = letRooms.flatMap((room) => draftRoom(options, room, options.random.fork(room)));
  const arrivals = orderAtTheDoor(
    drafts.map(({ wantedAt, tea }) => ({
      wantedAt,
      alone: tea.by === undefined || tea.afterMs > teaInTimeMs,
      close: tea.by === 'time-window',
    })),
  );
  const move = createMoves(spares);
  return drafts
    .map((draft, index) => ({ draft, arrivedAt: arrivals[index]! }))
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ draft, arrivedAt }) => planParty(options, draft, arrivedAt, move));
}

function draftRoom({ from, days }: PartyPlanOptions, room: string, random: Random): readonly Draft[] {
  const drafts: Draft[] = [];
  for (let first = random.integer(0, 1); first < days; ) {
    const nights = random.pick([1, 1, 2, 2, 3]);
    const own = random.fork(first);
    drafts.push({
      random: own,
      reference: `R-${room}-${first}`,
      room,
      wantedAt: from + first * day + own.between(14.6, 20.5) * hour,
      tea: planTea(own),
      lastDay: first + nights,
    });
    first += nights + (random.chance(0.2) ? 1 : 0);
  }
  return drafts;
}

function planTea(random: Random): Service {
  if (random.chance(0.07)) return { afterMs: 0 };
  if (random.chance(0.04)) return { by: 'staff-tap', afterMs: random.integer(130, 200) * second };
  return { by: pickServing(random), afterMs: random.integer(15, 80) * second };
}

const pickServing = (random: Random): Serving =>
  random.pick<Serving>(['time-window', 'time-window', 'time-window', 'staff-tap', 'card']);

type Move = (from: number, until: number) => string | undefined;

/** Gives each spare room to one party at a time. */
function createMoves(spares: readonly string[]): Move {
  const freeFrom = new Map(spares.map((room) => [room, 0]));
  return (from, until) => {
    const room = spares.find((one) => freeFrom.get(one)! <= from);
    if (room !== undefined) freeFrom.set(room, until);
    return room;
  };
}

function planParty(options: PartyPlanOptions, draft: Draft, arrivedAt: number, move: Move): Party {
  const { random, reference, room } = draft;
  const never = random.chance(0.08);
  const lot = random.next();
  const booking = random.chance(0.08) && !never ? undefined : planBooking(options, draft, arrivedAt);
  if (never && booking !== undefined) {
    const end = lot < 0.6 ? { cancelledAt: booking.expectedArrivalAt - random.between(1, 20) * hour } : noShow(booking);
    return { reference, room, booking, ...end, afterwards: [] };
  }
  const visit = planVisitOf(options, draft, arrivedAt, move);
  const { checkedOutAt } = visit;
  const afterwards = (['afterthought', 'recommendation', 'rebooking'] as const)
    .filter(() => random.chance(0.25))
    .map((touchpoint) => ({ touchpoint, at: checkedOutAt + random.between(2, 60) * hour }));
  return {
    reference,
    room,
    ...(booking !== undefined && { booking }),
    visit,
    ...(random.chance(0.4) && { review: planReview(random, checkedOutAt) }),
    afterwards,
  };
}

function noShow({ expectedArrivalAt }: { readonly expectedArrivalAt: number }): Pick<Party, 'noShowAt'> {
  return { noShowAt: localMidnight(expectedArrivalAt, 8) + 23.5 * hour };
}

function planBooking({ from }: PartyPlanOptions, { random, lastDay }: Draft, arrivedAt: number) {
  const at = arrivedAt - random.between(30, 10 * 24) * hour;
  const expected = Math.round((arrivedAt + random.between(-1.5, 1) * hour) / (30 * minute)) * 30 * minute;
  const isChanged = random.chance(0.15);
  const changedAt = arrivedAt - random.between(3, 20) * hour;
  const mistakeAt = arrivedAt - random.between(6, 24) * hour;
  return {
    at,
    expectedArrivalAt: isChanged ? expected - 2 * hour : expected,
    expectedDepartureAt: from + lastDay * day + 12 * hour,
    ...(random.chance(0.85) && {
      preferences: {
        pillow: random.pick(['soft', 'hard']),
        ...(random.chance(0.4) && { 'sleep-drink': 'milk' }),
        ...(random.chance(0.6) && { 'gym-drink': true }),
      },
    }),
    ...(isChanged && { changed: { at: changedAt, expectedArrivalAt: expected } }),
    ...(random.chance(0.04) && { wronglyCancelled: { at: mistakeAt, undoneAt: mistakeAt + 25 * minute } }),
  };
}

function planVisitOf({ from }: PartyPlanOptions, draft: Draft, arrivedAt: number, move: Move): Visit {
  const { random, tea, lastDay } = draft;
  const checkInStartedAt = arrivedAt + tea.afterMs + random.integer(10, 150) * second;
  const takesS = random.chance(0.08) ? random.integer(195, 400) : random.integer(90, 170);
  const checkedInAt = checkInStartedAt + takesS * second;
  const bottle: Service = random.chance(0.07)
    ? { afterMs: 0 }
    : { by: pickServing(random), afterMs: random.integer(20, 150) * second };
  // Those who are forgotten leave late, when nobody else does: a bottle given to another cannot be taken for theirs.
  const leaving = bottle.by === undefined ? random.between(12.6, 13.8) : random.between(7.2, 12.1);
  const checkOutStartedAt = from + lastDay * day + leaving * hour;
  const checkedOutAt = checkOutStartedAt + random.integer(60, 240) * second;
  const movedAt = checkedInAt + random.between(0.5, 3) * hour;
  const other = random.chance(0.05) ? move(movedAt, checkedOutAt) : undefined;
  const mistakeAt = checkedInAt + random.between(1, 10) * hour;
  return {
    arrivedAt,
    checkInStartedAt,
    roomAssignedAt: checkedInAt - 20 * second,
    checkedInAt,
    checkOutStartedAt,
    checkedOutAt,
    ...(other !== undefined && { moved: { at: movedAt, space: other } }),
    tea,
    bottle,
    wishes: planWishes(random, checkedInAt, checkOutStartedAt),
    ...(random.chance(0.25) && {
      gym: { leftAt: checkedInAt + random.between(1, 3) * hour, drinks: random.chance(0.7) },
    }),
    ...(random.chance(0.15) && { book: planBook(random, checkedInAt, checkOutStartedAt) }),
    ...(random.chance(0.04) && { wronglyCheckedOut: { at: mistakeAt, undoneAt: mistakeAt + 20 * minute } }),
  };
}

function planWishes(random: Random, from: number, until: number): readonly Wish[] {
  const wishes: Wish[] = [];
  for (let at = from + random.between(0.2, 12) * hour; at < until - hour; at += random.between(4, 30) * hour) {
    wishes.push({ at, request: random.pick(requests) });
  }
  return wishes;
}

function planBook(random: Random, from: number, until: number) {
  const lentAt = from + random.between(0.1, 1.5) * hour;
  return { lentAt, ...(random.chance(0.75) && { returnedAt: random.between(lentAt + hour, until - 10 * minute) }) };
}

function planReview(random: Random, checkedOutAt: number) {
  const postedAt = checkedOutAt + random.between(1, 20) * hour;
  const lot = random.next();
  if (lot < 0.15) return { postedAt };
  return { postedAt, answeredAt: postedAt + (lot < 0.3 ? random.between(25, 40) : random.between(0.5, 22)) * hour };
}
