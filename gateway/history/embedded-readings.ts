// One reading of one device over time, cut into intervals by SQL.
import type { ReadingPoint, ReadingQuery, SqlFile } from '../ports.ts';
import { intervalMs } from './intervals.ts';
import { isReadingName } from './safe-values.ts';

// Numbers are bound as reals; instants are divided as integers. True and false come out as 1 and 0, words are left out.
const readingsByInterval = `
  with asked as (select cast(? as integer) as start, cast(? as integer) as width),
    reading as (
      select (at - start) / width as interval, readings ->> ? as value from telemetry, asked
      where device = ? and at >= start and at < ?)
  select start + interval * width as at, min(value) as min, avg(value) as mean, max(value) as max from reading, asked
  where typeof(value) in ('integer', 'real') group by interval order by interval`;

export function createEmbeddedReadings(file: SqlFile) {
  return async (query: ReadingQuery): Promise<readonly ReadingPoint[]> => {
    const { device, reading, from, to } = query;
    if (!isReadingName(reading) || to <= from) return [];
    return file.read<ReadingPoint>(readingsByInterval, [
      Math.trunc(from),
      intervalMs(query),
      `$."${reading}"`,
      device,
      to,
    ]);
  };
}
