// What was set aside, so that the rest could go on.
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { SetAside, SetAsideQuery } from '../contract/set-aside.ts';

export function setAsideRoutes(app: ApiApp, { records }: ApiPorts): void {
  app.get(
    '/set-aside',
    {
      schema: {
        summary: 'What InfluxDB, or the hub itself, could not take, each with the reason',
        tags: ['operation'],
        querystring: SetAsideQuery,
        response: { 200: SetAside },
      },
    },
    async ({ query: { limit } }) => ({
      count: await records.deadLetterCount(),
      items: [...(await records.deadLetters(limit))],
    }),
  );
}
