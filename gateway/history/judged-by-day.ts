// In how many spaces a draw was judged, day by day, from tallies by space: a question for each day. For a history that keeps no
// days of its own.
import { createCalendar } from '../domain/calendar.ts';
import type { History, JudgedSpacesQuery } from '../ports.ts';

export function judgedByDay(tally: History['tally']) {
  return async ({ spaces, ...query }: JudgedSpacesQuery): Promise<ReadonlyMap<string, number>> => {
    const wanted = new Set(spaces);
    const days = createCalendar(query.timeZone).days(query.from, query.to);
    const counts = new Map<string, number>();
    for (const day of days) {
      const from = Math.max(day.from, query.from);
      const to = Math.min(day.to, query.to);
      const rows = await tally({ ...query, from, to, by: 'space' });
      const judged = rows.filter(({ key, met, missed }) => met + missed > 0 && wanted.has(key));
      counts.set(day.key, judged.length);
    }
    return counts;
  };
}
