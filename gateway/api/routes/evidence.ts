// What stands behind tasks and reports: incidents, newest first, and the seals of a month's days.
import { wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Incident, IncidentsQuery } from '../contract/incident.ts';
import { pageOf } from '../contract/page.ts';
import { Seals, SealsQuery } from '../contract/seal.ts';
import { given } from '../given.ts';
import { wireIncident } from '../wire/incident.ts';
import { instant } from '../wire/instants.ts';

const tags = ['evidence'];

export function evidenceRoutes(app: ApiApp, { records }: ApiPorts): void {
  app.get(
    '/incidents',
    {
      schema: {
        summary: 'Incidents, newest first',
        tags,
        querystring: IncidentsQuery,
        response: { 200: pageOf(Incident) },
      },
    },
    ({ query }) => wirePage(records.incidents(given(query)), wireIncident),
  );

  app.get(
    '/evidence/seals',
    {
      schema: {
        summary: 'The seals of the evidence of a month, day by day',
        tags,
        querystring: SealsQuery,
        response: { 200: Seals },
      },
    },
    async ({ query: { month } }) => {
      const seals = await records.sealsOf(month);
      return {
        items: seals.map(({ day, count, sealedAt, hash }) => ({
          day,
          records: count,
          sealedAt: instant(sealedAt),
          seal: hash,
        })),
      };
    },
  );
}
