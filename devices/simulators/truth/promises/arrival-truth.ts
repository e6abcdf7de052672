// Before and at the door: what was known, the message of the day before, tea first, three minutes, the room.
import type { Party } from '../../stays/party.ts';
import { isPast, presentSince } from './known-moments.ts';
import { trueRoom } from './room-truth.ts';
import { cellsOf, type TrueCell } from './true-cell.ts';
import { whoseCup } from './true-cups.ts';
import type { TrueHouse } from './true-house.ts';

const teaWithinMs = 2 * 60_000;
const checkInWithinMs = 3 * 60_000;

const bookingCell = cellsOf('booking-known', 'booking');
const messageCell = cellsOf('message-day-before', 'booking');
const teaCell = cellsOf('tea-first', 'arrival');
const checkInCell = cellsOf('check-in-3min', 'arrival');
const roomCell = cellsOf('room-ready', 'room-first-look');

export function arrivalTruth(house: TrueHouse, party: Party): readonly TrueCell[] {
  return [booking, message, tea, checkIn, room].map((truth) => truth(house, party));
}

function booking(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  if (moments.isVoid) return bookingCell(reference, 'none', 'they do not come');
  if (presentSince(moments) === undefined) {
    return isPast(moments, 'checkedIn')
      ? bookingCell(reference, 'no-evidence', 'nobody told when they came')
      : bookingCell(reference, 'none', 'not here yet');
  }
  if (party.booking === undefined) return bookingCell(reference, 'no-evidence', 'no booking was told');
  return party.booking.preferences === undefined
    ? bookingCell(reference, 'missed', 'nobody asked for preferences')
    : bookingCell(reference, 'met', 'booked with preferences');
}

function message(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  if (moments.isVoid || !moments.isKnown) return messageCell(reference, 'none', 'they do not come');
  if (moments.expectedArrival === undefined) {
    return presentSince(moments) === undefined && !isPast(moments, 'arrived')
      ? messageCell(reference, 'none', 'nothing expected')
      : messageCell(reference, 'no-evidence', 'they were not expected');
  }
  const dueAt = house.clockTime(moments.expectedArrival, 18, -1);
  if (house.until <= dueAt || (party.booking?.at ?? 0) > dueAt) return messageCell(reference, 'none', 'not due');
  const sent = house.diary.service.filter((one) => one.type === 'message-sent' && one.stay === reference);
  if (sent.some(({ at }) => at <= dueAt)) return messageCell(reference, 'met', 'sent in time');
  if (sent.length > 0) return messageCell(reference, 'missed', 'sent late');
  return dueAt < house.from
    ? messageCell(reference, 'no-evidence', 'due before anybody listened')
    : messageCell(reference, 'missed', 'not sent');
}

function tea(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  if (moments.isVoid) return teaCell(reference, 'none', 'they do not come');
  const named = house.diary.service.filter((one) => one.type === 'tea-served' && one.stay === reference);
  const { arrived, checkInStarted } = moments;
  if (arrived === undefined) {
    if (named.length > 0) return teaCell(reference, 'met', 'somebody served this stay');
    return isPast(moments, 'arrived')
      ? teaCell(reference, 'no-evidence', 'nobody told when they came')
      : teaCell(reference, 'none', 'not here yet');
  }
  const to = Math.max(arrived, Math.min(arrived + teaWithinMs, checkInStarted ?? Number.POSITIVE_INFINITY));
  if (house.until <= to) return teaCell(reference, 'none', 'not due');
  if (named.length > 0) {
    return named.some(({ at }) => at <= to)
      ? teaCell(reference, 'met', 'served')
      : teaCell(reference, 'missed', 'late');
  }
  return teaCell(
    reference,
    ...whoseCup(house, party, { machine: 'tea-lobby-1', service: party.visit?.tea, from: arrived, to }),
  );
}

function checkIn(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  const { checkInStarted, checkedIn } = moments;
  if (moments.isVoid) return checkInCell(reference, 'none', 'they do not come');
  if (checkInStarted === undefined) {
    return isPast(moments, 'checkInStarted')
      ? checkInCell(reference, 'no-evidence', 'nobody told when it began')
      : checkInCell(reference, 'none', 'not begun');
  }
  const to = checkInStarted + checkInWithinMs;
  if (checkedIn !== undefined)
    return checkInCell(reference, checkedIn <= to ? 'met' : 'missed', `${checkedIn - checkInStarted} ms`);
  if (house.until <= to) return checkInCell(reference, 'none', 'not due');
  return house.wasPmsSilent(checkInStarted, to)
    ? checkInCell(reference, 'no-evidence', 'the PMS was silent')
    : checkInCell(reference, 'missed', 'never checked in');
}

function room(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  const { checkedIn } = moments;
  if (moments.isVoid) return roomCell(reference, 'none', 'they do not come');
  if (checkedIn === undefined) {
    return isPast(moments, 'checkedIn')
      ? roomCell(reference, 'no-evidence', 'nobody told when they got the key')
      : roomCell(reference, 'none', 'no key yet');
  }
  return roomCell(reference, ...trueRoom(house, party, checkedIn));
}
