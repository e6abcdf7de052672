// The sessions that a person has running, on whatever phone or desk, and ending them: a phone that was left in a lift, or all
// but the one in the hand. What a session was watching ends with it.
import { z } from 'zod';
import type { Session } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { Caller } from '../authentication/caller.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { endSession, sessionMs } from '../authentication/open-session.ts';
import { hashSecret } from '../authentication/secrets.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { RunningSession, SessionParams } from '../contract/session.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { pageThrough } from '../page-through.ts';
import { refuse } from '../problem.ts';
import { instant } from '../wire/instants.ts';

const tags = ['session'];

export function runningSessionRoutes(
  app: ApiApp,
  { credentials, clock }: ApiPorts,
  changeCredentials: ChangeCredentials,
  streams: LiveStreams,
): void {
  app.get(
    '/sessions',
    {
      schema: {
        summary: 'One’s own sessions, the longest running first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(RunningSession) },
      },
    },
    (request) => {
      const caller = callerOf(request);
      const running = sessionsOf(caller).map((session) => wireSession(session, caller.session?.hash));
      return pageThrough(running, ({ startedAt, id }) => `${startedAt} ${id}`, request.query);
    },
  );

  app.delete(
    '/sessions',
    { schema: { summary: 'End one’s other sessions', tags, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const caller = callerOf(request);
      await changeCredentials(request, () => {
        const others = sessionsOf(caller).filter(({ hash }) => hash !== caller.session?.hash);
        return { credentials: others.map(({ hash }) => endSession(hash)) };
      });
      streams.endForbidden();
      return reply.code(204).send();
    },
  );

  app.delete(
    '/sessions/:id',
    {
      schema: {
        summary: 'End one of one’s own sessions',
        tags,
        params: SessionParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await changeCredentials(request, () => {
        const found = sessionsOf(callerOf(request)).find(({ hash }) => idOf(hash) === id);
        if (found === undefined) throw refuse(404, `There is no session ${id} of yours.`);
        return { credentials: [endSession(found.hash)] };
      });
      streams.endForbidden();
      return reply.code(204).send();
    },
  );

  /** Of a person: a token has none. */
  function sessionsOf({ name, session }: Caller): readonly Session[] {
    if (session === undefined) return [];
    return credentials.sessionsOf(name).filter(({ expiresAt }) => expiresAt > clock.now());
  }
}

/** Names a session without helping anybody into it. */
function idOf(hash: string): string {
  return hashSecret(hash).slice(0, 16);
}

function wireSession({ hash, expiresAt, address, agent }: Session, current: string | undefined): RunningSession {
  return {
    id: idOf(hash),
    startedAt: instant(expiresAt - sessionMs),
    endsAt: instant(expiresAt),
    address: address ?? null,
    agent: agent ?? null,
    current: hash === current,
  };
}
