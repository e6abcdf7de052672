// Lives what was planned for one party: what the PMS knows of it, the tea at its arrival, the days in its room, the bottle at
// its departure, and what it says of the house afterwards.

import type { Dispenser } from '../equipment/dispenser.ts';
import type { CallHub } from '../network/hub-calls.ts';
import type { Timetable } from '../timetable.ts';
import type { Party, Service, Visit } from './party.ts';
import type { Pms } from './pms.ts';
import type { Report } from './reporter.ts';
import type { RoomStay } from './room-stay.ts';

/** In whose name the hub is told. */
export interface ServiceCalls {
  /** Whoever stands in the lobby. */
  readonly host: CallHub;
  /** Cards that open machines and doors. */
  readonly cards: CallHub;
  readonly crm: CallHub;
}

export interface PartyWorld {
  readonly timetable: Timetable;
  readonly pms: Pms;
  readonly report: Report;
  readonly calls: ServiceCalls;
  readonly tea: Dispenser | undefined;
  readonly bottles: Dispenser | undefined;
  /** Where guests of the gym drink. */
  readonly gymWater: Dispenser | undefined;
  /** Unset: the rooms live by themselves. */
  readonly roomStay?: RoomStay;
}

const second = 1_000;
const minute = 60 * second;
/** Somebody of the staff taps, or a card is read, so long after the cup. */
const namedAfterMs = 6 * second;

export function liveParty(world: PartyWorld, party: Party): void {
  tellBooking(world, party);
  const { visit } = party;
  if (visit === undefined) return;
  tellVisit(world, party, visit);
  beServed(world, party, visit.arrivedAt, visit.tea, { machine: world.tea, touchpoint: 'arrival', type: 'tea-served' });
  beServed(world, party, visit.checkOutStartedAt, visit.bottle, {
    machine: world.bottles,
    touchpoint: 'departure',
    type: 'bottle-handed-out',
  });
  world.roomStay?.live(party, visit);
  enjoyTheHouse(world, party, visit);
  speakOfIt(world, party);
}

function tellBooking({ timetable, pms }: PartyWorld, { reference, booking, cancelledAt, noShowAt }: Party): void {
  if (booking !== undefined) {
    const { at, expectedArrivalAt, expectedDepartureAt, preferences, changed, wronglyCancelled: mistake } = booking;
    const known = { expectedArrivalAt, expectedDepartureAt, ...(preferences !== undefined && { preferences }) };
    timetable.at(at, () => pms.tell(reference, { type: 'reserved', at, ...known }, { sure: true }));
    if (changed !== undefined) {
      timetable.at(changed.at, () =>
        pms.tell(
          reference,
          { type: 'changed', at: changed.at, expectedArrivalAt: changed.expectedArrivalAt },
          { sure: true },
        ),
      );
    }
    if (mistake !== undefined) {
      timetable.at(mistake.at, () => pms.tell(reference, { type: 'cancelled', at: mistake.at }, { sure: true }));
      timetable.at(mistake.undoneAt, () =>
        pms.tell(reference, { type: 'reserved', at: mistake.undoneAt }, { sure: true }),
      );
    }
  }
  for (const [type, at] of [['cancelled', cancelledAt] as const, ['no-show', noShowAt] as const]) {
    if (at !== undefined) timetable.at(at, () => pms.tell(reference, { type, at }));
  }
}

function tellVisit({ timetable, pms }: PartyWorld, { reference, room }: Party, visit: Visit): void {
  const tell = (type: string, at: number, more: { readonly space?: string } = {}, sure = false) =>
    timetable.at(at, () => pms.tell(reference, { type, at, ...more }, { sure }));
  tell('arrived', visit.arrivedAt);
  tell('check-in-started', visit.checkInStartedAt);
  tell('room-assigned', visit.roomAssignedAt, { space: room });
  tell('checked-in', visit.checkedInAt, { space: room });
  if (visit.moved !== undefined) tell('room-moved', visit.moved.at, { space: visit.moved.space }, true);
  if (visit.wronglyCheckedOut !== undefined) {
    tell('checked-out', visit.wronglyCheckedOut.at, {}, true);
    tell('checked-in', visit.wronglyCheckedOut.undoneAt, {}, true);
  }
  tell('check-out-started', visit.checkOutStartedAt);
  tell('checked-out', visit.checkedOutAt);
}

interface Desk {
  readonly machine: Dispenser | undefined;
  readonly touchpoint: string;
  readonly type: string;
}

/** Nothing is said of a cup that the machine did not give. */
function beServed(world: PartyWorld, { reference: stay }: Party, from: number, service: Service, desk: Desk): void {
  const { by, afterMs } = service;
  if (by === undefined) return;
  world.timetable.at(from + afterMs, () => {
    const served = desk.machine?.serve();
    if (served === undefined || by === 'time-window') return;
    const call = by === 'card' ? world.calls.cards : world.calls.host;
    const at = from + afterMs + namedAfterMs;
    const data = by === 'card' ? { matchedBy: 'card' } : {};
    world.timetable.at(at, () =>
      world.report(call, { touchpoint: desk.touchpoint, type: desk.type, at, stay, space: 'lobby', data }),
    );
  });
}

function enjoyTheHouse(world: PartyWorld, { reference: stay }: Party, { gym, book }: Visit): void {
  const { timetable, report, calls } = world;
  if (gym !== undefined) {
    const seen = { touchpoint: 'waiting', type: 'gym-left', at: gym.leftAt, stay, space: 'gym' };
    timetable.at(gym.leftAt, () => report(calls.cards, seen));
    if (gym.drinks) timetable.at(gym.leftAt + minute, () => world.gymWater?.serve());
  }
  if (book !== undefined) {
    const lend = (type: string, at: number) =>
      timetable.at(at, () =>
        report(calls.host, { touchpoint: 'waiting', type, at, stay, data: { book: `book-${stay}` } }),
      );
    lend('book-lent', book.lentAt);
    if (book.returnedAt !== undefined) lend('book-returned', book.returnedAt);
  }
}

function speakOfIt({ timetable, report, calls }: PartyWorld, { reference: stay, review, afterwards }: Party): void {
  const tell = (touchpoint: string, type: string, at: number) =>
    timetable.at(at, () => report(calls.crm, { touchpoint, type, at, stay }));
  if (review !== undefined) {
    tell('review', 'posted', review.postedAt);
    if (review.answeredAt !== undefined) tell('review', 'answered', review.answeredAt);
  }
  const types = { afterthought: 'wrote', recommendation: 'referred', rebooking: 'reserved-again' };
  for (const { touchpoint, at } of afterwards) tell(touchpoint, types[touchpoint], at);
}
