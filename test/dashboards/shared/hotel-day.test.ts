import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hotelDay, hotelDayTime, shiftDay, startOfHotelDay } from '../../../dashboards/shared/time/hotel-day.ts';

test.each([
  ['Shanghai is eight hours ahead', '2026-03-01', 'Asia/Shanghai', '2026-02-28T16:00:00.000Z'],
  ['New York before its clocks change', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['New York after its clocks changed', '2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['Madrid on the day of 25 hours', '2026-10-25', 'Europe/Madrid', '2026-10-24T22:00:00.000Z'],
  ['Kathmandu has quarter hours', '2026-03-01', 'Asia/Kathmandu', '2026-02-28T18:15:00.000Z'],
])('%s', (_name, day, zone, expected) => {
  expect(new Date(startOfHotelDay(day, zone)).toISOString()).toBe(expected);
});

test.each([
  ['Shanghai', '2026-03-01T23:45', 'Asia/Shanghai', '2026-03-01T15:45:00Z'],
  ['Kathmandu, the next day already', '2026-03-02T00:15', 'Asia/Kathmandu', '2026-03-01T18:30:00Z'],
  ['New York, the day before still', '2026-03-01T19:30', 'America/New_York', '2026-03-02T00:30:00Z'],
])('what the clocks show in %s', (_name, shown, zone, at) => {
  expect(hotelDayTime(Date.parse(at), zone)).toBe(shown);
});

test('an instant lies between the midnights of its day, in every zone', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(
        'Asia/Shanghai',
        'Europe/Madrid',
        'America/New_York',
        'Australia/Lord_Howe',
        'Pacific/Kiritimati',
      ),
      (date, zone) => {
        const day = hotelDay(date.getTime(), zone);
        expect(startOfHotelDay(day, zone)).toBeLessThanOrEqual(date.getTime());
        expect(startOfHotelDay(shiftDay(day, 1), zone)).toBeGreaterThan(date.getTime());
      },
    ),
  );
});
