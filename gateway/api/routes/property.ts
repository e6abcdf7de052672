// The hotel and its spaces.
import type { SpaceId } from '../../domain/property.ts';
import { submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { Property, Space, SpaceChange, SpaceParams } from '../contract/property.ts';
import { given } from '../given.ts';
import { pageThrough } from '../page-through.ts';
import { wireSpace } from '../wire/records.ts';

export function propertyRoutes(app: ApiApp, { property, devices, ledger }: ApiPorts): void {
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

  app.put(
    '/spaces/:id',
    {
      schema: {
        summary: 'Make a space, or say what it is and where',
        tags: ['property'],
        params: SpaceParams,
        body: SpaceChange,
        response: { 200: Space },
      },
    },
    async (request) => {
      const id = request.params.id as SpaceId;
      const known = devices.spaces().find((space) => space.id === id) ?? { id, kind: 'other' as const };
      const space = { ...known, ...given(request.body) };
      await submit(ledger, { type: 'set-space', space }, request);
      return wireSpace(space);
    },
  );
}
