// What stands behind tasks: incidents, newest first.
import { wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Incident, IncidentsQuery } from '../contract/incident.ts';
import { pageOf } from '../contract/page.ts';
import { given } from '../given.ts';
import { wireIncident } from '../wire/incident.ts';

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
}
