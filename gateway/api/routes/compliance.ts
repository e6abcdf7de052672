// How often the ten seconds were kept: rows for managers.
import { shown } from '../../domain/shown-value.ts';
import { fromHistory } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { complianceRows } from '../compliance-rows.ts';
import { Compliance, ComplianceQuery } from '../contract/compliance.ts';
import { currentServiceStandards, currentStandards } from '../current-standards.ts';
import { given } from '../given.ts';
import { pageThrough } from '../page-through.ts';
import { refuseField } from '../problem.ts';
import { serviceRows } from '../service-compliance.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';

const dayMs = 86_400_000;
const defaultSpanMs = 30 * dayMs;
/** Each day is a question of its own to the history. */
const mostDays = 400;

export function complianceRoutes(app: ApiApp, ports: ApiPorts): void {
  const { property, clock } = ports;

  app.get(
    '/compliance',
    {
      schema: {
        summary: 'Met, missed and everything beside, the last 30 days unless `from` says otherwise; rows by key',
        tags: ['compliance'],
        querystring: ComplianceQuery,
        response: { 200: Compliance },
      },
    },
    async ({ query }) => {
      const { from, to } = closedRange(query, clock.now(), defaultSpanMs);
      const { by, standard } = query;
      if (by === 'day' && to - from > mostDays * dayMs) throw refuseField('from', `expected at most ${mostDays} days`);
      const tallyQuery = { from, to, by, timeZone: property.timeZone, ...given({ standard }) };
      const isOfService = standard !== undefined && (await currentServiceStandards(ports)).has(standard);
      if (standard !== undefined && !isOfService && !(await currentStandards(ports)).has(standard)) {
        throw refuseField('standard', `expected the id of a standard, found ${shown(standard)}`);
      }
      const ofDraws = isOfService ? [] : await fromHistory(complianceRows(ports, tallyQuery));
      // By standard, all promises stand side by side; other keys are about one promise, or about draws.
      const ofService = isOfService || (by === 'standard' && standard === undefined);
      const rows = [...ofDraws, ...(ofService ? await serviceRows(ports, tallyQuery) : [])];
      return { from: instant(from), to: instant(to), by, ...pageThrough(rows, ({ key }) => key, query) };
    },
  );
}
