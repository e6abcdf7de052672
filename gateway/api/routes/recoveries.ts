// Making good in one tap, and the ledger of it.
import type { SpaceId } from '../../domain/property.ts';
import type { RecoveryOnRecord } from '../../ports.ts';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { pageOf } from '../contract/page.ts';
import { NewRecovery, RecoveriesQuery, Recovery } from '../contract/recovery.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { refuse } from '../problem.ts';
import { openRange } from '../time-range.ts';
import { instant, instantOrNull, unixMsOrUndefined } from '../wire/instants.ts';

const tags = ['recoveries'];

export function recoveryRoutes(app: ApiApp, { ledger, records }: ApiPorts): void {
  app.post(
    '/recoveries',
    {
      schema: {
        summary: 'Make good to a guest; 409 beyond the limit of the stay, with what is left. A repeated id answers 200',
        tags,
        body: NewRecovery,
        response: { 200: Recovery, 201: Recovery },
      },
    },
    async (request, reply) => {
      const { space, until, ...fields } = request.body;
      const { repeat } = await submit(ledger, {
        type: 'grant-recovery',
        ...given({ ...fields, until: unixMsOrUndefined(until) }),
        space: space as SpaceId,
        by: actorOf(callerOf(request)),
      });
      const granted = await records.recovery(fields.id);
      if (granted === undefined) throw refuse(404, `The recovery ${fields.id} is no longer kept.`);
      return reply.code(repeat ? 200 : 201).send(wireRecovery(granted));
    },
  );

  app.get(
    '/recoveries',
    {
      schema: {
        summary: 'What was given, newest first',
        tags,
        querystring: RecoveriesQuery,
        response: { 200: pageOf(Recovery) },
      },
    },
    ({ query: { from, to, ...filters } }) =>
      wirePage(records.recoveries({ ...given(filters), ...openRange({ from, to }) }), wireRecovery),
  );
}

function wireRecovery({ grant, stayReference }: RecoveryOnRecord): Recovery {
  return {
    id: grant.id,
    at: instant(grant.at),
    by: grant.by,
    kind: grant.kind,
    space: grant.space,
    floor: grant.floor ?? null,
    stay: stayReference ?? null,
    amount: grant.amount,
    until: instantOrNull(grant.until),
    reason: grant.reason ?? null,
  };
}
