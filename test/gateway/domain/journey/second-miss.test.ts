// The second touchpoint that a guest is failed in may be the house's own: it is made good as soon as any other.
import { expect, test } from 'vitest';
import { hour, lobby, minute, room } from '../small-hotel.ts';
import { openStayingHotel, type StayingHotel } from './staying-hotel.ts';

/** Half past seven in the evening in Shanghai. */
const startAt = Date.parse('2026-01-12T11:30Z');

function failOnce(): StayingHotel {
  const hotel = openStayingHotel({ startAt, timeZone: 'Asia/Shanghai' });
  hotel.stay('r1', 'arrived');
  hotel.stay('r1', 'check-in-started');
  hotel.wait(5 * minute);
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
  hotel.wait(minute);
  expect(hotel.outcome('check-in-3min', 'r1')).toBe('missed');
  hotel.tell('booking', 'asked', { stay: 'r1' });
  return hotel;
}

const recoveries = (hotel: StayingHotel) => hotel.tasks().filter(({ kind }) => kind === 'recovery');

test('milk that is not there at half past ten is the second miss of whoever is in the house', () => {
  const hotel = failOnce();
  hotel.tell('snack', 'milk-ready', { space: lobby, at: hotel.now() - 24 * hour });
  expect(recoveries(hotel)).toEqual([]);
  hotel.wait(3 * hour);
  expect(hotel.outcome('bedtime-milk')).toBe('missed');
  expect(recoveries(hotel)).toEqual([expect.objectContaining({ state: 'open', space: '1201' })]);
});

test('a call that nobody takes is the second miss of the guest who called', () => {
  const hotel = failOnce();
  hotel.ask('q1', room('1201'), 'towels');
  hotel.wait(2 * minute);
  expect(recoveries(hotel)).toEqual([expect.objectContaining({ state: 'open', space: '1201' })]);
});
