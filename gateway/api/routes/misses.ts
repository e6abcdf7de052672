// Where and when promises were missed.
import { createCalendar } from '../../domain/calendar.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Heatmap, HeatmapQuery, Misses, MissesQuery } from '../contract/misses.ts';
import { kindOfStandard } from '../current-standards.ts';
import { given } from '../given.ts';
import { heatmapOf, missesOf } from '../misses.ts';
import { refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';

const tags = ['compliance'];
const dayMs = 86_400_000;
const defaultSpanMs = 30 * dayMs;
const mostDays = 92;

export function missRoutes(app: ApiApp, ports: ApiPorts): void {
  const { records, clock, property } = ports;
  const calendar = createCalendar(property.timeZone);

  app.get(
    '/compliance/heatmap',
    {
      schema: {
        summary:
          'Outcomes of one standard by day and hour of the clock, or by day and floor; the last 30 days unless said',
        tags,
        querystring: HeatmapQuery,
        response: { 200: Heatmap },
      },
    },
    async ({ query }) => {
      const range = rangeOf(query);
      const { standard, rows } = query;
      const of = await kindOfStandard(ports, standard);
      const counts = await records.outcomesByFloor({ of: of ?? 'draws', ...range, ...given({ standard }) });
      return {
        from: instant(range.from),
        to: instant(range.to),
        rows,
        items: [...heatmapOf(counts, rows, calendar)],
      };
    },
  );

  app.get(
    '/compliance/misses',
    {
      schema: {
        summary: 'What ate the error budget of each standard: its misses by place, hour, day and cause',
        tags,
        querystring: MissesQuery,
        response: { 200: Misses },
      },
    },
    async ({ query }) => {
      const range = rangeOf(query);
      const { standard } = query;
      const of = await kindOfStandard(ports, standard);
      const asked = of === undefined ? (['draws', 'service'] as const) : [of];
      const counts = await Promise.all(
        asked.map((kind) => records.outcomes({ of: kind, ...range, missedOnly: true, ...given({ standard }) })),
      );
      return { from: instant(range.from), to: instant(range.to), items: missesOf(counts.flat(), calendar) };
    },
  );

  function rangeOf(query: { readonly from?: string | undefined; readonly to?: string | undefined }) {
    const range = closedRange(query, clock.now(), defaultSpanMs);
    if (range.to - range.from > mostDays * dayMs) throw refuseField('from', `expected at most ${mostDays} days`);
    return range;
  }
}
