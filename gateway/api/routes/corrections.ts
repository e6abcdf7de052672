// Notes on periods: said by managers, kept in the chain of the evidence, withdrawn by a second note and never erased.
import { z } from 'zod';
import { type Correction, noteOfCorrection, setsAside } from '../../domain/corrections/correction.ts';
import { submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type * as contract from '../contract/correction.ts';
import { CorrectionParams, Corrections, CorrectionsQuery, NewCorrection } from '../contract/correction.ts';
import { allCorrections, correctedFigures } from '../corrections.ts';
import { kindOfStandard } from '../current-standards.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { knownSpace } from '../known-space.ts';
import { refuse, refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { instant, unixMs } from '../wire/instants.ts';

const tags = ['compliance'];
const defaultSpanMs = 30 * 86_400_000;
/** Verdicts are counted by these: a note must not cut one in two. */
const quarterMs = 15 * 60_000;

export function correctionRoutes(app: ApiApp, ports: ApiPorts): void {
  const { ledger, clock, devices } = ports;

  app.get(
    '/corrections',
    {
      schema: {
        summary: 'Notes on periods, and the figures without what they set aside beside the original ones',
        tags,
        querystring: CorrectionsQuery,
        response: { 200: Corrections },
      },
    },
    async ({ query }) => {
      const range = closedRange(query, clock.now(), defaultSpanMs);
      const { standard } = query;
      const touching = (await allCorrections(ports)).filter(
        (one) =>
          one.from < range.to &&
          one.to > range.from &&
          (standard === undefined || one.standard === undefined || one.standard === standard),
      );
      return {
        from: instant(range.from),
        to: instant(range.to),
        items: touching.map(wireCorrection),
        figures: await correctedFigures(ports, touching, range, standard),
      };
    },
  );

  app.post(
    '/corrections',
    {
      schema: {
        summary: 'Annotate a period with its category and reason; what is on record stays',
        tags,
        body: NewCorrection,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { from: begins, to: ends, ...told } = request.body;
      const [from, to] = [unixMs(begins), unixMs(ends)];
      if (from % quarterMs !== 0) throw refuseField('from', 'expected a full quarter of an hour');
      if (to % quarterMs !== 0) throw refuseField('to', 'expected a full quarter of an hour');
      if (to <= from) throw refuseField('to', 'expected an instant after from');
      if (from > clock.now()) throw refuseField('from', 'expected a period that has begun');
      const latest = (Math.floor(clock.now() / quarterMs) + 1) * quarterMs;
      if (to > latest) throw refuseField('to', `expected ${instant(latest)} at most: nothing later is judged yet`);
      await kindOfStandard(ports, told.standard);
      if (told.space !== undefined) knownSpace(devices, told.space);
      const { source } = callerOf(request);
      const noted = { ...noteOfCorrection({ from, to, ...given(told) }, source), from: request.ip };
      await submit(ledger, { type: 'note-action', noted });
      return reply.code(204).send();
    },
  );

  app.delete(
    '/corrections/:id',
    {
      schema: {
        summary: 'Withdraw a note; that it was made, and by whom it was withdrawn, stays on record',
        tags,
        params: CorrectionParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await allCorrections(ports)).some((one) => one.id === id))
        throw refuse(404, `There is no correction ${id}.`);
      const noted = {
        action: 'correction-withdrawn',
        by: callerOf(request).source,
        subject: id,
        from: request.ip,
      } as const;
      await submit(ledger, { type: 'note-action', noted });
      return reply.code(204).send();
    },
  );
}

function wireCorrection({ id, from, to, category, reason, by, at, ...where }: Correction): contract.Correction {
  const { standard = null, space = null, floor = null, riser = null } = where;
  return {
    id,
    from: instant(from),
    to: instant(to),
    category,
    reason,
    standard,
    space,
    floor,
    riser,
    by,
    at: instant(at),
    setsAside: setsAside(category),
  };
}
