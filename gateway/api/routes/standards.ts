// Standards: the current version of each, and how a promise is changed. Recorded verdicts keep the version they were made by.
import { actorOf, submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { Standard, StandardChange, StandardParams } from '../contract/standard.ts';
import { currentStandards } from '../current-standards.ts';
import { callerOf } from '../guard.ts';
import { pageThrough } from '../page-through.ts';
import { changedStandard, wireStandard } from '../wire/standard.ts';

const tags = ['standards'];

export function standardRoutes(app: ApiApp, ports: ApiPorts): void {
  app.get(
    '/standards',
    {
      schema: {
        summary: 'Standards in their current versions, by id',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(Standard) },
      },
    },
    async (request) => {
      const current = await currentStandards(ports);
      const { items, next } = pageThrough([...current.values()], ({ id }) => id, request.query);
      return { items: items.map(wireStandard), next };
    },
  );

  app.put(
    '/standards/:id',
    {
      schema: {
        summary: 'A new version of a standard',
        tags,
        params: StandardParams,
        body: StandardChange,
        response: { 200: Standard },
      },
    },
    async (request) => {
      const { id } = request.params;
      const current = await currentStandards(ports);
      const base = current.get(id) ?? ports.shippedStandards[0];
      if (base === undefined) throw new Error('standards: expected at least one that ships, found none');
      const standard = changedStandard(base, id, (current.get(id)?.version ?? 0) + 1, request.body);
      await submit(ports.ledger, { type: 'set-standard', standard, by: actorOf(callerOf(request)) });
      return wireStandard(standard);
    },
  );
}
