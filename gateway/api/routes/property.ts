// The hotel and its spaces.
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { Property, Space } from '../contract/property.ts';
import { pageThrough } from '../page-through.ts';
import { wireSpace } from '../wire/records.ts';

export function propertyRoutes(app: ApiApp, { property, devices }: ApiPorts): void {
  app.get(
    '/property',
    { schema: { summary: 'The hotel', tags: ['property'], response: { 200: Property } } },
    () => property,
  );

  app.get(
    '/spaces',
    {
      schema: {
        summary: 'Spaces, by id',
        tags: ['property'],
        querystring: PageQuery,
        response: { 200: pageOf(Space) },
      },
    },
    (request) => {
      const { items, next } = pageThrough(devices.spaces(), ({ id }) => id, request.query);
      return { items: items.map(wireSpace), next };
    },
  );
}
