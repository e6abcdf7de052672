// The ledger of touchpoints: what happened, what was judged of it, and what people and systems tell because no device sees it.
import type { SpaceId } from '../../domain/property.ts';
import { labelOf } from '../../domain/standards/service-standard.ts';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { pageOf } from '../contract/page.ts';
import {
  NewTouchpoint,
  TakenTouchpoint,
  Touchpoint,
  TouchpointParams,
  TouchpointsQuery,
  TouchpointWithProof,
} from '../contract/touchpoint.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { createOffer } from '../offered-standards.ts';
import { refuse } from '../problem.ts';
import { openRange } from '../time-range.ts';
import { unixMs } from '../wire/instants.ts';
import { wireTouchpoint, wireTouchpointWithProof } from '../wire/records.ts';
import { wireServiceStandard } from '../wire/standard.ts';

const tags = ['touchpoints'];

export function touchpointRoutes(app: ApiApp, ports: ApiPorts): void {
  const { ledger, records } = ports;

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

  app.get(
    '/touchpoints/:id',
    {
      schema: {
        summary: 'One touchpoint with its proof, and what was said of it before it was corrected',
        tags,
        params: TouchpointParams,
        response: { 200: TouchpointWithProof },
      },
    },
    async ({ params: { id } }) => {
      const found = await records.touchpoint(id);
      if (found === undefined) throw refuse(404, `There is no touchpoint ${id}.`);
      const versions = [...ports.shippedServiceStandards, ...(await records.serviceStandards())];
      const promise = versions.find((standard) => labelOf(standard) === found.touchpoint.standard);
      return wireTouchpointWithProof(
        found,
        promise && wireServiceStandard(promise, (await createOffer(ports))(promise)),
      );
    },
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
