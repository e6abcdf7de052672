// What was judged stands: that time goes by, and the evidence of the day is forgotten, changes no verdict.
import { expect, test } from 'vitest';
import { hour, lobby, minute, room } from '../small-hotel.ts';
import { openStayingHotel } from './staying-hotel.ts';

const day = 24 * hour;

/** Ten in the morning in Shanghai. */
const startAt = Date.parse('2026-01-12T02:00Z');

test('a message that was not sent on the day before is still missed when the guest leaves two days after it', () => {
  const hotel = openStayingHotel({ startAt, timeZone: 'Asia/Shanghai' });
  const arrivesAt = startAt + day + 6 * hour;
  hotel.stay('r0', 'reserved', startAt, { expectedArrivalAt: arrivesAt });
  hotel.tell('booking', 'message-sent', { stay: 'r0' });
  hotel.stay('r1', 'reserved', startAt, { expectedArrivalAt: arrivesAt });
  hotel.wait(day);
  expect(hotel.outcome('message-day-before', 'r1')).toBe('missed');

  hotel.wait(6 * hour);
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
  hotel.wait(18 * hour);
  hotel.stay('r1', 'checked-out');
  hotel.wait(minute);
  expect(hotel.outcome('message-day-before', 'r1')).toBe('missed');
});

test('what was due before anybody listened is no evidence', () => {
  const hotel = openStayingHotel({ startAt, timeZone: 'Asia/Shanghai' });
  hotel.stay('r0', 'reserved', startAt, { expectedArrivalAt: startAt + day + 6 * hour });
  hotel.tell('booking', 'message-sent', { stay: 'r0' });
  hotel.stay('r1', 'reserved', startAt - 3 * day, { expectedArrivalAt: startAt + 6 * hour });
  hotel.wait(minute);
  expect(hotel.cellsOf('message-day-before', 'r1')).toEqual([
    expect.objectContaining({ outcome: 'no-evidence', evidence: expect.objectContaining({ why: 'hub' }) }),
  ]);
  hotel.crash(0);
  hotel.stay('r1', 'arrived');
  hotel.wait(minute);
  expect(hotel.outcome('message-day-before', 'r1')).toBe('no-evidence');
});

test('a bottle that was warm is still so when something is told of the stay days later', () => {
  const hotel = openStayingHotel({ startAt, timeZone: 'Asia/Shanghai' });
  const cabinet = hotel.add('water-l1', 'water-dispenser', lobby);
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
  hotel.wait(hour);
  hotel.stay('r1', 'check-out-started');
  hotel.dispense(cabinet, 'bottle', hotel.now(), 45);
  hotel.stay('r1', 'checked-out');
  hotel.live(20 * minute);
  expect(hotel.outcome('bottle-warm', 'r1')).toBe('met');
  expect(hotel.outcome('bottle-at-departure', 'r1')).toBe('met');

  // Long enough that the cabinet's events are forgotten.
  for (let hours = 0; hours < 72; hours++) {
    hotel.wait(hour);
    hotel.dispense(cabinet, 'hot-water');
  }
  hotel.tell('review', 'posted', { stay: 'r1' });
  expect(hotel.outcome('bottle-at-departure', 'r1')).toBe('met');
  expect(hotel.outcome('bottle-warm', 'r1')).toBe('met');
});
