// How often the promises were kept: rows for managers.
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { complianceOf } from '../compliance-answer.ts';
import { Compliance, ComplianceQuery } from '../contract/compliance.ts';
import { pageThrough } from '../page-through.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';

const defaultSpanMs = 30 * 86_400_000;

export function complianceRoutes(app: ApiApp, ports: ApiPorts): void {
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
      const { from, to } = closedRange(query, ports.clock.now(), defaultSpanMs);
      const { by, standard } = query;
      const rows = await complianceOf(ports, { from, to, by, standard });
      return { from: instant(from), to: instant(to), by, ...pageThrough(rows, ({ key }) => key, query) };
    },
  );
}
