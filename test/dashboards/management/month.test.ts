// Months as a hotel counts them, and when a budget is used up.
import { describe, expect, test } from 'vitest';
import { emptiesAt } from '../../../dashboards/management/error-budget.ts';
import { monthAfter, monthBefore, monthOf, rangeOfMonth } from '../../../dashboards/management/month.ts';

test.each([
  ['2026-03', '2026-03'],
  ['2026-13', undefined],
  ['1999-03', undefined],
  ['2026-3', undefined],
  [null, undefined],
])('an address that says %s', (text, month) => {
  expect(monthOf(text)).toBe(month);
});

test('a year ends with December', () => {
  expect([monthAfter('2026-12'), monthBefore('2026-01')]).toEqual(['2027-01', '2025-12']);
});

test('a month is the hotel’s own, from midnight to midnight, also where the clocks change', () => {
  const { from, to } = rangeOfMonth('2026-03', 'Europe/Madrid');
  expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
  ]);
});

const day = 86_400_000;
describe('a budget of 30 days is used up', () => {
  test.each([
    ['at twice the speed, whole: in 15 days', 1, 2, 15],
    ['at three times, a tenth left: tomorrow', 0.1, 3, 1],
    ['as fast as allowed: not before its end', 1, 1, 30],
    ['slower than allowed: not at all', 1, 0.9, undefined],
    ['at nothing: not at all', 0.5, 0, undefined],
    ['where nobody knows how fast: nobody knows when', 0.5, null, undefined],
    ['already: there is no date to tell', -0.2, 5, undefined],
  ])('%s', (_, left, times, days) => {
    const at = emptiesAt(left, times, 30, 0);
    expect(at === undefined ? undefined : Math.round((at / day) * 10) / 10).toBe(days);
  });
});
