// Draws counted by one key from the kept tallies.
import type { DrawTally, SqlFile, TallyQuery } from '../ports.ts';
import { tallyRanges } from './tally-ranges.ts';
import { createTallySum, type TallyCounts } from './tally-sum.ts';
import { quantilesOf } from './warm-up-times.ts';

type Row = TallyCounts & { readonly key: string; readonly times: Uint8Array };

const sums = {
  cells:
    'sum(met) as met, sum(missed) as missed, sum(inconclusive) as inconclusive, sum(excluded) as excluded, ' +
    'sum(warm_starts) as warmStarts, sum(hot_in_time) as hotInTime, times_sum(times) as times',
  draws:
    "sum(outcome = 'met') as met, sum(outcome = 'missed') as missed, sum(outcome = 'inconclusive') as inconclusive, " +
    "sum(outcome = 'excluded') as excluded, sum(warm_start) as warmStarts, sum(hot_in_time) as hotInTime, " +
    "times_of(case when outcome in ('met', 'missed') then seconds end) as times",
} as const;

/** `timeZone`: in which the tallies are kept. */
export function createEmbeddedTally(file: SqlFile, timeZone: string) {
  return async (query: TallyQuery): Promise<readonly DrawTally[]> => {
    const sum = createTallySum();
    const times = new Map<string, Uint8Array[]>();
    const { by } = query;
    const standard = query.standard === undefined ? '' : ' and standard = ?';
    const primary = by === 'standard' || standard !== '' ? '' : ' and is_primary = 1';
    for (const { source, parameters, of, day } of tallyRanges(query, timeZone, by === 'day' ? 'house' : 'long')) {
      const rows = await file.read<Row>(
        `select ${by === 'day' ? day : by} as key, ${sums[of]} from ${source}${primary}${standard} group by 1`,
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
