// A range of time as what is kept of it: whole days, and months where days are not asked for, as cells of the tallies; what is left
// at its ends as single draws. Asked in another zone than the tallies are kept in, every draw is counted singly: slow, and right.
import { createCalendar } from '../domain/calendar.ts';
import type { SqlValue, TallyQuery } from '../ports.ts';

export interface TallyRange {
  /** SQL after `from`; further conditions may follow with `and`. */
  readonly source: string;
  readonly parameters: readonly SqlValue[];
  readonly of: 'cells' | 'draws';
  /** SQL: the day of a row. Not of cells of months. */
  readonly day: string;
}

/** `house`: days of the whole house. `outlets`: days of each outlet. `long`: months of each outlet, and its days beside them. */
export type TallyGrain = 'house' | 'outlets' | 'long';

/** Ranges that do not overlap and together are the query's. `kept`: the zone of the tallies. */
export function tallyRanges(
  { from, to, timeZone }: Pick<TallyQuery, 'from' | 'to' | 'timeZone'>,
  kept: string,
  grain: TallyGrain,
): readonly TallyRange[] {
  if (to <= from) return [];
  const days = createCalendar(timeZone).days(from, to);
  if (timeZone !== kept) {
    if (grain === 'long') return [singleDraws(from, to)];
    return days.map((day) => singleDraws(Math.max(day.from, from), Math.min(day.to, to), `'${day.key}'`));
  }
  const whole = days.filter((day) => day.from >= from && day.to <= to);
  const first = whole[0];
  const last = whole.at(-1);
  if (!first || !last) return [singleDraws(from, to)];
  return [
    singleDraws(from, first.from),
    ...cellRanges(
      whole.map(({ key }) => key),
      grain,
    ).map(cells),
    singleDraws(last.to, to),
  ];
}

function singleDraws(from: number, to: number, day = 'day'): TallyRange {
  return { source: 'verdict where started_at >= ? and started_at < ?', parameters: [from, to], of: 'draws', day };
}

function cells({ level, start, end }: CellRange): TallyRange {
  const source = 'tally where level = ? and start >= ? and start <= ?';
  return { source, parameters: [level, start, end], of: 'cells', day: 'start' };
}

interface CellRange {
  readonly level: 'month' | 'day' | 'house';
  readonly start: string;
  readonly end: string;
}

/** @param days in a row, at least one. */
function cellRanges(days: readonly string[], grain: TallyGrain): readonly CellRange[] {
  if (grain === 'long') return monthsAndDays(days);
  return [{ level: grain === 'house' ? 'house' : 'day', start: days[0]!, end: days.at(-1)! }];
}

/** Days in a row as the months that they fill, and the days before and after those. */
function monthsAndDays(days: readonly string[]): readonly CellRange[] {
  const ranges: { level: 'month' | 'day'; start: string; end: string }[] = [];
  for (const [month, ofMonth] of Map.groupBy(days, (day) => day.slice(0, 7))) {
    const last = ranges.at(-1);
    if (ofMonth.length < daysIn(month)) ranges.push({ level: 'day', start: ofMonth[0]!, end: ofMonth.at(-1)! });
    else if (last?.level === 'month') last.end = month;
    else ranges.push({ level: 'month', start: month, end: month });
  }
  return ranges;
}

function daysIn(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).getUTCDate();
}
