// The audit log, newest first. It is written by the calls themselves; only the command line tells what it did beside them.
import { z } from 'zod';
import { submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { AuditQuery, NewNotedAction, NotedAction } from '../contract/audit.ts';
import { pageOf } from '../contract/page.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { openRange } from '../time-range.ts';
import { wireNotedAction } from '../wire/noted-action.ts';

const tags = ['audit'];

export function auditRoutes(app: ApiApp, { ledger, records }: ApiPorts): void {
  app.get(
    '/audit',
    {
      schema: {
        summary: 'Who did what to the hub, newest first',
        tags,
        querystring: AuditQuery,
        response: { 200: pageOf(NotedAction) },
      },
    },
    ({ query: { from, to, ...filters } }) =>
      wirePage(records.notedActions({ ...given(filters), ...openRange({ from, to }) }), wireNotedAction),
  );

  app.post(
    '/audit',
    {
      schema: {
        summary: 'What the command line did beside the API',
        tags,
        body: NewNotedAction,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { action, subject, data } = request.body;
      const by = callerOf(request).source;
      const noted = { action, by, from: request.ip, ...given({ subject, data }) };
      await submit(ledger, { type: 'note-action', noted });
      return reply.code(204).send();
    },
  );
}
