// Where and when promises were missed.
import { createCalendar } from '../../domain/calendar.ts';
import type { OutcomeSpan } from '../../ports.ts';
import { fromHistory } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Heatmap, HeatmapQuery, Misses, MissesQuery } from '../contract/misses.ts';
import { kindOfStandard } from '../current-standards.ts';
import { given } from '../given.ts';
import { drawMisses, floorHeatmap, hourHeatmap, missesOf, serviceHeatmap, serviceMisses } from '../misses.ts';
import { refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';

const tags = ['compliance'];
const dayMs = 86_400_000;
const defaultSpanMs = 30 * dayMs;
const mostDays = 92;

type Asked = Omit<OutcomeSpan, 'timeZone'>;

export function missRoutes(app: ApiApp, ports: ApiPorts): void {
  const { records, history, clock, property } = ports;
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
      const ofService = (await kindOfStandard(ports, standard)) === 'service';
      const asked = { ...range, ...given({ standard }) };
      const items = ofService
        ? serviceHeatmap(await records.cellOutcomesByFloor(asked), rows, calendar)
        : await fromHistory(drawHeatmap(asked, rows));
      return { from: instant(range.from), to: instant(range.to), rows, items: [...items] };
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
      const asked = { ...range, ...given({ standard }) };
      const [ofDraws, ofService] = await Promise.all([
        of === 'service' ? [] : fromHistory(missesOfDraws(asked)),
        of === 'draws' ? [] : records.cellOutcomes({ ...asked, missedOnly: true }),
      ]);
      const items = missesOf([...ofDraws, ...serviceMisses(ofService, calendar)]);
      return { from: instant(range.from), to: instant(range.to), items };
    },
  );

  async function drawHeatmap(asked: Asked, rows: 'hour' | 'floor') {
    const span = { ...asked, timeZone: property.timeZone };
    if (rows === 'floor') return floorHeatmap(await history.outcomes.byFloor(span));
    return hourHeatmap(await history.outcomes.byQuarter(span), calendar);
  }

  async function missesOfDraws(asked: Asked) {
    const span = { ...asked, timeZone: property.timeZone };
    const quarters = await history.outcomes.byQuarter(span);
    return drawMisses(quarters, await history.outcomes.missesByPlace(span), calendar);
  }

  function rangeOf(query: { readonly from?: string | undefined; readonly to?: string | undefined }) {
    const range = closedRange(query, clock.now(), defaultSpanMs);
    if (range.to - range.from > mostDays * dayMs) throw refuseField('from', `expected at most ${mostDays} days`);
    return range;
  }
}
