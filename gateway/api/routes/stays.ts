// Stays: what the hotel's own system tells of them, and the strip of twelve that the hub makes of it.

import type { SpaceId } from '../../domain/property.ts';
import type { StayQuery } from '../../ports.ts';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { pageOf } from '../contract/page.ts';
import { NewStayEvent, Stay, StayParams, StaysQuery, StayWithProof, TakenStayEvent } from '../contract/stay.ts';
import { given as present } from '../given.ts';
import { callerOf } from '../guard.ts';
import { refuse } from '../problem.ts';
import { openRange } from '../time-range.ts';
import { unixMs, unixMsOrUndefined } from '../wire/instants.ts';
import { wireStay, wireStayWithProof } from '../wire/stay.ts';

const tags = ['stays'];
const staysPerStep = 50;
const mostLookedAt = 2_000;

export function stayRoutes(app: ApiApp, { ledger, records }: ApiPorts): void {
  app.post(
    '/stays/events',
    {
      schema: {
        summary: 'An event of a stay, in any order; an id seen before answers 200 and changes nothing',
        tags,
        body: NewStayEvent,
        response: { 200: TakenStayEvent, 201: TakenStayEvent },
      },
    },
    async (request, reply) => {
      const { id, type, at, stay, space, expectedArrivalAt, expectedDepartureAt, preferences, partySize } =
        request.body;
      const event = {
        id,
        type,
        at: unixMs(at),
        ...present({
          space: space as SpaceId | undefined,
          expectedArrivalAt: unixMsOrUndefined(expectedArrivalAt),
          expectedDepartureAt: unixMsOrUndefined(expectedDepartureAt),
          preferences,
          partySize,
        }),
      };
      const by = actorOf(callerOf(request));
      const { repeat } = await submit(ledger, { type: 'stay-event', stay, event, by });
      return reply.code(repeat ? 200 : 201).send({ id, repeat });
    },
  );

  app.get(
    '/stays',
    {
      schema: {
        summary: 'Stays with their strips of twelve, the latest arrivals first',
        tags,
        querystring: StaysQuery,
        response: { 200: pageOf(Stay) },
      },
    },
    ({ query: { from, to, missed, ...filters } }) => {
      const query = { ...present(filters), ...openRange({ from, to }) };
      return missed === true ? staysWithMiss(query) : wirePage(records.stays(query), wireStay);
    },
  );

  /** The strip is made of what the house promised too, so it is looked at stay by stay, as far back as is bearable. */
  async function staysWithMiss({
    limit,
    cursor,
    ...query
  }: StayQuery): Promise<{ items: Stay[]; next: string | null }> {
    const step = Math.min(limit, staysPerStep);
    const items: Stay[] = [];
    let next = cursor ?? null;
    for (let looked = 0; looked < mostLookedAt && items.length + step <= limit; looked += step) {
      const page = await wirePage(
        records.stays({ ...query, limit: step, ...present({ cursor: next ?? undefined }) }),
        wireStay,
      );
      items.push(...page.items.filter(({ strip }) => strip.some(({ outcome }) => outcome === 'missed')));
      next = page.next;
      if (next === null) break;
    }
    return { items, next };
  }

  app.get(
    '/stays/:id',
    {
      schema: {
        summary: 'One stay by the reference of the PMS, with the proof behind every cell',
        tags,
        params: StayParams,
        response: { 200: StayWithProof },
      },
    },
    async ({ params: { id } }) => {
      const found = await records.stay(id);
      if (found === undefined) throw refuse(404, `There is no stay ${id}.`);
      return wireStayWithProof(found);
    },
  );
}
