// The ledger of touchpoints: what happened, what was judged of it, and what people and systems tell because no device sees it.
import type { SpaceId } from '../../domain/property.ts';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { pageOf } from '../contract/page.ts';
import { NewTouchpoint, TakenTouchpoint, Touchpoint, TouchpointsQuery } from '../contract/touchpoint.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { openRange } from '../time-range.ts';
import { unixMs } from '../wire/instants.ts';
import { wireTouchpoint } from '../wire/records.ts';

const tags = ['touchpoints'];

export function touchpointRoutes(app: ApiApp, { ledger, records }: ApiPorts): void {
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

  app.post(
    '/touchpoints',
    {
      schema: {
        summary: 'What no device can see; an id seen before answers 200 and changes nothing',
        tags,
        body: NewTouchpoint,
        response: { 200: TakenTouchpoint, 201: TakenTouchpoint },
      },
    },
    async (request, reply) => {
      const { id, touchpoint, type, at, stay, space, data = {} } = request.body;
      const { repeat } = await submit(ledger, {
        type: 'tell-touchpoint',
        id,
        touchpoint,
        event: type,
        at: unixMs(at),
        data,
        by: actorOf(callerOf(request)),
        ...given({ stay, space: space as SpaceId | undefined }),
      });
      return reply.code(repeat ? 200 : 201).send({ id, repeat });
    },
  );
}
