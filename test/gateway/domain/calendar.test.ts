// Days of a hotel as its guests live them, through every change of the clocks.
import { expect, test } from 'vitest';
import { createCalendar } from '../../../gateway/domain/calendar.ts';

const hours = (zone: string, from: string, to: string) =>
  createCalendar(zone)
    .days(Date.parse(from), Date.parse(to))
    .map((day) => [day.key, new Date(day.from).toISOString(), (day.to - day.from) / 3_600_000]);

test.each([
  [
    'Shanghai has days of 24 hours',
    'Asia/Shanghai',
    '2026-03-28T16:00Z',
    [['2026-03-29', '2026-03-28T16:00:00.000Z', 24]],
  ],
  [
    'Berlin loses an hour in spring',
    'Europe/Berlin',
    '2026-03-29T10:00Z',
    [['2026-03-29', '2026-03-28T23:00:00.000Z', 23]],
  ],
  [
    'Berlin wins an hour in autumn',
    'Europe/Berlin',
    '2026-10-25T10:00Z',
    [['2026-10-25', '2026-10-24T22:00:00.000Z', 25]],
  ],
  [
    'Kathmandu begins at a quarter',
    'Asia/Kathmandu',
    '2026-01-01T00:00Z',
    [['2026-01-01', '2025-12-31T18:15:00.000Z', 24]],
  ],
  [
    'Lord Howe shifts by half an hour',
    'Australia/Lord_Howe',
    '2026-10-04T01:00Z',
    [['2026-10-04', '2026-10-03T13:30:00.000Z', 23.5]],
  ],
  [
    'Santiago has no midnight in September',
    'America/Santiago',
    '2026-09-06T12:00Z',
    [['2026-09-06', '2026-09-06T04:00:00.000Z', 23]],
  ],
])('%s', (_, zone, noon, expected) => {
  const at = Date.parse(noon);
  expect(hours(zone, noon, new Date(at + 1).toISOString())).toEqual(expected);
});

test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
  'the days of a year in %s follow each other without a gap',
  (zone) => {
    const days = createCalendar(zone).days(Date.parse('2026-01-01T12:00Z'), Date.parse('2026-12-31T12:00Z'));
    expect(days).toHaveLength(365);
    for (const [index, day] of days.entries()) {
      if (index > 0) expect(day.from).toBe(days[index - 1]!.to);
      expect(createCalendar(zone).dayOf(day.from)).toBe(day.key);
      expect(createCalendar(zone).dayOf(day.to - 1)).toBe(day.key);
    }
  },
);

test('a zone that does not exist is refused', () => {
  expect(() => createCalendar('Asia/Nowhere')).toThrow(RangeError);
});

test.each([
  ['six in the evening in Shanghai', 'Asia/Shanghai', '2026-03-29', '18:00', '2026-03-29T10:00:00.000Z'],
  ['six in the evening after the lost hour', 'Europe/Berlin', '2026-03-29', '18:00', '2026-03-29T16:00:00.000Z'],
  ['a time that the clocks leap over', 'Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
  ['the first of a time that comes twice', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['six in the evening after the won hour', 'Europe/Berlin', '2026-10-25', '18:00', '2026-10-25T17:00:00.000Z'],
  ['the end of a day is the start of the next', 'Europe/Berlin', '2026-10-25', '24:00', '2026-10-25T23:00:00.000Z'],
  ['the leap day', 'Asia/Shanghai', '2028-02-29', '22:30', '2028-02-29T14:30:00.000Z'],
  ['far in the east', 'Pacific/Kiritimati', '2026-01-01', '00:00', '2025-12-31T10:00:00.000Z'],
  ['far in the west', 'Pacific/Pago_Pago', '2026-01-01', '23:00', '2026-01-02T10:00:00.000Z'],
])('%s', (_name, zone, day, time, expected) => {
  expect(new Date(createCalendar(zone).instantOf(day, time)).toISOString()).toBe(expected);
});

test('the day after the 28th of February knows the leap years', () => {
  const { dayAfter } = createCalendar('Asia/Shanghai');
  expect([dayAfter('2028-02-28', 1), dayAfter('2027-02-28', 1), dayAfter('2026-01-01', -1)]).toEqual([
    '2028-02-29',
    '2027-03-01',
    '2025-12-31',
  ]);
});
