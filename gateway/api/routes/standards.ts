// Standards: the current version of each, and how a promise is changed. Recorded verdicts keep the version they were made by.

import type { Actor } from '../../domain/inputs.ts';
import { changeTerms, sayStale } from '../../domain/standards/change-standard.ts';
import { sameTerms } from '../../domain/standards/same-terms.ts';
import { readFields } from '../../domain/wrong-field.ts';
import { type AuditedRequest, actorOf, submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { wrongCall } from '../check-call.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { AnyStandard, AnyStandardChange, StandardChange, StandardParams } from '../contract/standard.ts';
import { currentServiceStandards, currentStandards } from '../current-standards.ts';
import { callerOf } from '../guard.ts';
import { createOffer } from '../offered-standards.ts';
import { pageThrough } from '../page-through.ts';
import { refusalProblem, refuseField } from '../problem.ts';
import { isSame, withTrueSource } from '../true-source.ts';
import { changedStandard, wireServiceStandard, wireStandard } from '../wire/standard.ts';

const tags = ['standards'];

/** What makes a promise on draws; all else may be as in the house's own. */
const newNeeds = ['target', 'limit'] as const;

interface Change {
  readonly id: string;
  /** The version that the caller saw; undefined: whichever. */
  readonly seen: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly by: Actor;
  readonly call: AuditedRequest;
}

export function standardRoutes(app: ApiApp, ports: ApiPorts): void {
  app.get(
    '/standards',
    {
      schema: {
        summary: 'Standards in their current versions, by id',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(AnyStandard) },
      },
    },
    async (request) => {
      const ofDraws = [...(await currentStandards(ports)).values()].map(wireStandard);
      const isInForce = await createOffer(ports);
      const ofService = [...(await currentServiceStandards(ports)).values()].map((standard) =>
        wireServiceStandard(standard, isInForce(standard)),
      );
      return pageThrough<AnyStandard>([...ofDraws, ...ofService], ({ id }) => id, request.query);
    },
  );

  app.put(
    '/standards/:id',
    {
      schema: {
        summary: 'A new version of a standard',
        tags,
        params: StandardParams,
        body: AnyStandardChange,
        response: { 200: AnyStandard },
      },
    },
    async (request) => {
      const { id } = request.params;
      const by = actorOf(callerOf(request));
      const isOfDraws = (await currentStandards(ports)).has(id);
      // A promise of service has a kind; a new one on draws has the numbers of draws.
      const isService = !isOfDraws && ('kind' in request.body || (await currentServiceStandards(ports)).has(id));
      const { version: seen, ...body } = request.body;
      const change = { id, seen, by, body, call: request };
      return isService ? changeService(change) : changeOfDraws(change);
    },
  );

  function changer({ name }: Actor): string {
    return `set by ${name}, ${ports.dayOf(ports.clock.now())}`;
  }

  async function changeOfDraws({ id, seen, body, by, call }: Change): Promise<AnyStandard> {
    const change = readFields(StandardChange, body);
    if ('wrong' in change) throw wrongCall(change.wrong, body);
    const known = (await currentStandards(ports)).get(id);
    if (known === undefined) await refuseSlip(id, change.data);
    const base = known ?? ports.shippedStandards[0];
    if (base === undefined) throw new Error('standards: expected at least one that ships, found none');
    const cited = withTrueSource(known && wireStandard(known), change.data, changer(by));
    const standard = changedStandard(base, id, (known?.version ?? 0) + 1, cited);
    // The same figures again are no new version.
    if (known !== undefined && isSame(wireStandard({ ...standard, version: known.version }), wireStandard(known))) {
      return wireStandard(known);
    }
    refuseUnseen(id, known?.version, seen);
    await submit(ports.ledger, { type: 'set-standard', standard, by }, call);
    return wireStandard(standard);
  }

  /** A slip in the id must not leave the promise that was meant as it is, and a second one beside it. @throws ProblemError, 400 */
  async function refuseSlip(id: string, given: StandardChange): Promise<void> {
    if (newNeeds.every((field) => given[field] !== undefined)) return;
    const ids = [...(await currentStandards(ports)).keys(), ...(await currentServiceStandards(ports)).keys()];
    throw refuseField(
      'id',
      `expected a standard that is there (${ids.toSorted().join(', ')}), or with ${newNeeds.join(' and ')} a new one on draws, or with kind one of service; found ${id}`,
    );
  }

  async function changeService({ id, seen, body, by, call }: Change): Promise<AnyStandard> {
    const base = (await currentServiceStandards(ports)).get(id);
    const changed = changeTerms(base, withTrueSource(base && { ...base }, body, changer(by)));
    if ('wrong' in changed) throw wrongCall(changed.wrong, body);
    const { terms } = changed;
    if (base === undefined || !sameTerms(base, terms)) refuseUnseen(id, base?.version, seen);
    const madeFrom = base?.version ?? 0;
    const asked = { type: 'set-service-standard', id, terms, madeFrom, origin: 'api', by } as const;
    const { facts } = await submit(ports.ledger, asked, call);
    const made = facts.find((fact) => fact.type === 'service-standard-changed');
    // The same terms again are no new version.
    const standard = made?.standard ?? base;
    if (standard === undefined) throw new Error(`standards: ${id} was accepted, and is not there`);
    return wireServiceStandard(standard, (await createOffer(ports))(standard));
  }
}

/** Asked again with the same figures is no harm; others would take the place of figures that the caller never saw. @throws ProblemError, 409 */
function refuseUnseen(id: string, version = 0, seen = version): void {
  if (seen === version) return;
  throw refusalProblem({ code: 'stale-version', detail: sayStale(id, version, seen), field: 'version' });
}
