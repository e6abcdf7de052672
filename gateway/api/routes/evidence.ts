// What stands behind tasks and reports: incidents and the ledger of touchpoints, newest first.
import { wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Incident, IncidentsQuery } from '../contract/incident.ts';
import { pageOf } from '../contract/page.ts';
import { Touchpoint, TouchpointsQuery } from '../contract/touchpoint.ts';
import { given } from '../given.ts';
import { openRange } from '../time-range.ts';
import { wireIncident, wireTouchpoint } from '../wire/records.ts';

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
    '/touchpoints',
    {
      schema: {
        summary: 'Touchpoints, newest first',
        tags,
        querystring: TouchpointsQuery,
        response: { 200: pageOf(Touchpoint) },
      },
    },
    ({ query: { from, to, ...filters } }) =>
      wirePage(records.touchpoints({ ...given(filters), ...openRange({ from, to }) }), wireTouchpoint),
  );
}
