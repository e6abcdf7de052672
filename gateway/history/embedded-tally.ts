// Draws counted from the kept tallies: whole months and whole days of the range from their cells, what is left at its ends
// from single draws. Asked in another zone than the tallies are kept in, every draw is counted singly: slow, and right.

import { createCalendar } from '../domain/calendar.ts';
import type { DrawTally, SqlFile, SqlValue, TallyQuery } from '../ports.ts';
import { createTallySum, type TallyCounts } from './tally-sum.ts';
import { quantilesOf } from './warm-up-times.ts';

interface Part {
  /** After `from`, and what narrows it. */
  readonly source: string;
  readonly parameters: readonly SqlValue[];
  readonly key: string;
  readonly sums: string;
}

type Row = TallyCounts & { readonly key: string; readonly times: Uint8Array };

const sumOfCells =
  'sum(met) as met, sum(missed) as missed, sum(inconclusive) as inconclusive, sum(excluded) as excluded, ' +
  'sum(warm_starts) as warmStarts, sum(hot_in_time) as hotInTime, times_sum(times) as times';
const sumOfDraws =
  "sum(outcome = 'met') as met, sum(outcome = 'missed') as missed, sum(outcome = 'inconclusive') as inconclusive, " +
  "sum(outcome = 'excluded') as excluded, sum(warm_start) as warmStarts, sum(hot_in_time) as hotInTime, " +
  "times_of(case when outcome in ('met', 'missed') then seconds end) as times";

/** `timeZone`: in which the tallies are kept. */
export function createEmbeddedTally(file: SqlFile, timeZone: string) {
  return async (query: TallyQuery): Promise<readonly DrawTally[]> => {
    const sum = createTallySum();
    const times = new Map<string, Uint8Array[]>();
    const standard = query.standard === undefined ? '' : ' and standard = ?';
    const primary = query.by === 'standard' || standard !== '' ? '' : ' and is_primary = 1';
    for (const { source, parameters, key, sums } of partsOf(query, timeZone)) {
      const rows = await file.read<Row>(
        `select ${key} as key, ${sums} from ${source}${primary}${standard} group by 1`,
        query.standard === undefined ? parameters : [...parameters, query.standard],
      );
      for (const { key: rowKey, times: blob, ...counts } of rows) {
        sum.add(rowKey, counts);
        times.set(rowKey, [...(times.get(rowKey) ?? []), blob]);
      }
    }
    for (const [key, blobs] of times) sum.add(key, quantilesOf(blobs) ?? {});
    return sum.rows();
  };
}

/** Ranges that do not overlap and together are the query's. */
function partsOf({ from, to, by, timeZone: asked }: TallyQuery, kept: string): readonly Part[] {
  if (to <= from) return [];
  const days = createCalendar(asked).days(from, to);
  const singleDraws = (start: number, end: number, key: string): Part => ({
    source: 'verdict where started_at >= ? and started_at < ?',
    parameters: [start, end],
    key,
    sums: sumOfDraws,
  });
  if (asked !== kept) {
    if (by !== 'day') return [singleDraws(from, to, by)];
    return days.map((day) => singleDraws(Math.max(day.from, from), Math.min(day.to, to), `'${day.key}'`));
  }

  const drawKey = by === 'day' ? 'day' : by;
  const whole = days.filter((day) => day.from >= from && day.to <= to);
  const first = whole[0];
  const last = whole.at(-1);
  if (!first || !last) return [singleDraws(from, to, drawKey)];
  const cells = (level: string, start: string, end: string, key: string): Part => ({
    source: 'tally where level = ? and start >= ? and start <= ?',
    parameters: [level, start, end],
    key,
    sums: sumOfCells,
  });
  return [
    singleDraws(from, first.from, drawKey),
    ...(by === 'day'
      ? [cells('house', first.key, last.key, 'start')]
      : monthsAndDays(whole.map(({ key }) => key)).map(({ level, start, end }) => cells(level, start, end, by))),
    singleDraws(last.to, to, drawKey),
  ];
}

interface CellRange {
  readonly level: 'month' | 'day';
  readonly start: string;
  readonly end: string;
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
