// In how many spaces a draw was judged, day by day: whole days from the kept cells by one look into their index, the ends of the range
// from single draws.
import { createCalendar } from '../domain/calendar.ts';
import type { History, JudgedSpacesQuery, SqlFile, SqlValue } from '../ports.ts';
import { judgedByDay } from './judged-by-day.ts';

const inCells = 'select start as day, count(distinct space) as spaces from tally';
const inDraws = "select day, count(distinct space) as spaces from verdict where outcome in ('met', 'missed')";

/** `timeZone`: in which the days are kept; asked in another, each day is a question of its own. */
export function createEmbeddedJudgedSpaces(file: SqlFile, timeZone: string, tally: History['tally']) {
  const eachDay = judgedByDay(tally);
  return async (query: JudgedSpacesQuery): Promise<ReadonlyMap<string, number>> => {
    const { from, to, standard, spaces } = query;
    if (to <= from) return new Map();
    if (query.timeZone !== timeZone) return eachDay(query);
    const days = createCalendar(timeZone).days(from, to);
    const whole = days.filter((day) => day.from >= from && day.to <= to);
    const [first, last] = [whole[0], whole.at(-1)];
    const by = standard === undefined ? 'is_primary = 1' : 'standard = ?';
    const among = `${by} and space in (select value from json_each(?)) group by 1`;
    const asked: SqlValue[] = [...(standard === undefined ? [] : [standard]), JSON.stringify(spaces)];
    const counts = new Map<string, number>();
    const add = async (sql: string, parameters: readonly SqlValue[]) => {
      const rows = await file.read<{ day: string; spaces: number }>(sql, [...parameters, ...asked]);
      for (const { day, spaces: count } of rows) counts.set(day, count);
    };
    const singly = (start: number, end: number) =>
      start < end ? add(`${inDraws} and started_at >= ? and started_at < ? and ${among}`, [start, end]) : undefined;
    if (first === undefined || last === undefined) {
      await singly(from, to);
      return counts;
    }
    await Promise.all([
      singly(from, first.from),
      add(`${inCells} where level = 'day' and start >= ? and start <= ? and met + missed > 0 and ${among}`, [
        first.key,
        last.key,
      ]),
      singly(last.to, to),
    ]);
    return counts;
  };
}
