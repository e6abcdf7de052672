// While they stay: what they asked for and who came, the sleep drink, the book, the gym.
import type { Party } from '../../stays/party.ts';
import { roomOf } from '../../stays/party.ts';
import type { AskedFor } from '../diary.ts';
import { presentSince } from './known-moments.ts';
import { cellsOf, type TrueCell } from './true-cell.ts';
import type { TrueHouse } from './true-house.ts';

const minute = 60_000;
const answeredWithinMs = minute;
const closedWithinMs = 30 * minute;
const gymWithinMs = 5 * minute;
const bookWithinMs = 30 * 24 * 60 * minute;

const answerCell = cellsOf('first-answer', 'first-contact');
const closedCell = cellsOf('request-closed');
const drinkCell = cellsOf('sleep-drink');
const bookCell = cellsOf('book-returned');
const gymCell = cellsOf('gym-drink');

export function stayTruth(house: TrueHouse, party: Party): readonly TrueCell[] {
  return [...answers(house, party), ...sleepDrinks(house, party), ...book(house, party), ...gym(house, party)];
}

/** Of every request, whosever it is. */
export function requestTruth(house: TrueHouse): readonly TrueCell[] {
  return house.diary.asked.flatMap((asked) => [answered(house, asked), closed(house, asked)]);
}

function answered(house: TrueHouse, { id, space, request, at }: AskedFor): TrueCell {
  const taps = house.diary.handled.filter((one) => one.space === space && one.request === request && one.at >= at);
  const first = Math.min(...taps.map((one) => one.at));
  if (first <= at + answeredWithinMs) return answerCell(id, 'met', `${first - at} ms`, at);
  if (taps.length === 0 && house.until <= at + answeredWithinMs) return answerCell(id, 'none', 'not due', at);
  return answerCell(id, 'missed', taps.length === 0 ? 'nobody' : `${first - at} ms`, at);
}

function closed(house: TrueHouse, { id, space, request, at }: AskedFor): TrueCell {
  const done = house.diary.handled.filter(
    (one) => one.space === space && one.request === request && one.step === 'complete' && one.at >= at,
  );
  if (done.some((one) => one.at <= at + closedWithinMs)) return closedCell(id, 'met', 'done', at);
  if (done.length === 0 && house.until <= at + closedWithinMs) return closedCell(id, 'none', 'not due', at);
  return closedCell(id, 'missed', done.length === 0 ? 'nobody' : 'late', at);
}

/** Their requests; without any, whether the panel could have told of one. */
function answers(house: TrueHouse, party: Party): readonly TrueCell[] {
  const moments = house.momentsOf(party);
  const from = presentSince(moments);
  if (from === undefined || moments.isVoid) return [];
  const to = moments.checkedOut;
  const isRoomKnown = hasRoom(house, party);
  const own = house.diary.asked.filter(
    ({ space, at }) =>
      isInRoom(house, party, space, at) &&
      !house.parties.some((one) => one !== party && isInRoom(house, one, space, at)),
  );
  if (own.length > 0) return own.map((asked) => ({ ...answered(house, asked), subject: party.reference }));
  if (to === undefined || !isRoomKnown) return [];
  const rooms = [party.room, ...(party.visit?.moved === undefined ? [] : [party.visit.moved.space])];
  const wasSilent = rooms.some((room) => house.wasSilent(`rc-${room}`, from, to));
  return wasSilent ? [answerCell(party.reference, 'no-evidence', 'the panel was silent')] : [];
}

function hasRoom(house: TrueHouse, party: Party): boolean {
  const { roomAssigned, checkedIn } = house.momentsOf(party);
  return roomAssigned !== undefined || checkedIn !== undefined;
}

/** As far as the PMS told: whose departure it lost seems to be there still, and two in one room are nobody's. */
export function isInRoom(house: TrueHouse, party: Party, space: string, at: number): boolean {
  const moments = house.momentsOf(party);
  const from = presentSince(moments);
  if (from === undefined || moments.isVoid || !hasRoom(house, party)) return false;
  return at >= from && at <= (moments.checkedOut ?? house.until) && roomOf(party, at) === space;
}

/** One each evening until they leave. */
function sleepDrinks(house: TrueHouse, party: Party): readonly TrueCell[] {
  const { reference, booking } = party;
  const moments = house.momentsOf(party);
  const anchor = moments.checkedIn ?? moments.expectedArrival;
  const leavesAt = moments.checkedOut ?? booking?.expectedDepartureAt;
  const likes = booking?.preferences?.['sleep-drink'] !== undefined;
  if (!likes || moments.isVoid || anchor === undefined) return [];
  const isPresenceKnown = presentSince(moments) !== undefined;
  if (!isPresenceKnown && moments.checkOutStarted === undefined && moments.checkedOut === undefined) return [];
  // Work that somebody had begun stays where it was given, wherever the guest has moved.
  const rooms = [party.room, party.visit?.moved?.space];
  const cells: TrueCell[] = [];
  for (let days = 0; ; days++) {
    const dueAt = house.clockTime(anchor, 21.5, days);
    if (house.until <= dueAt || (leavesAt !== undefined && house.dayOf(dueAt) >= house.dayOf(leavesAt))) return cells;
    if (anchor > dueAt) continue;
    const served = house.diary.kept.filter(
      ({ standard, space, at }) =>
        standard === 'sleep-drink' && house.dayOf(at) === house.dayOf(dueAt) && rooms.includes(space),
    );
    const isInTime = served.some(({ at }) => at <= dueAt);
    const outcome = isInTime ? 'met' : 'missed';
    // Of whose coming nobody told, nobody knew that evening that they were there.
    cells.push(drinkCell(reference, isPresenceKnown ? outcome : [outcome, 'none'], `${served.length} served`));
  }
}

function book(house: TrueHouse, party: Party): readonly TrueCell[] {
  const { reference } = party;
  const own = house.diary.service.filter((one) => one.stay === reference);
  return own
    .filter(({ type }) => type === 'book-lent')
    .map(({ at }) => {
      const dueAt = Math.min(at + bookWithinMs, house.momentsOf(party).checkedOut ?? Number.POSITIVE_INFINITY);
      const back = own.find(({ type }) => type === 'book-returned');
      if (back !== undefined) return bookCell(reference, back.at <= dueAt ? 'met' : 'missed', 'came back');
      return bookCell(reference, house.until > dueAt ? 'missed' : 'none', 'still lent');
    });
}

/** For those who like one. Whoever drinks there counts: a gym knows no names. */
function gym(house: TrueHouse, { reference, booking }: Party): readonly TrueCell[] {
  if (booking?.preferences?.['gym-drink'] === undefined) return [];
  const servings = (house.recorders.get('water-gym-1')?.servings ?? []).map(({ at }) => at);
  return house.diary.service
    .filter((one) => one.type === 'gym-left' && one.stay === reference)
    .map(({ id, at }) => {
      const dueAt = at + gymWithinMs;
      const offers = house.diary.kept.filter(({ subjects }) => subjects.includes(id)).map((one) => one.at);
      const drinks = [...servings, ...offers].filter((one) => one >= at);
      if (drinks.some((one) => one <= dueAt)) return gymCell(reference, 'met', 'drank');
      if (house.until <= dueAt) return gymCell(reference, 'none', 'not due');
      if (!house.wasSilent('water-gym-1', at, dueAt)) return gymCell(reference, 'missed', 'drank nothing');
      return gymCell(reference, ['no-evidence', 'missed'], 'the machine was silent');
    });
}
