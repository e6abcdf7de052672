// A person's own password, changed by whoever knows it, as slowly as signing in may be tried. It ends every other session of
// theirs and what those had running; the one that asks goes on.
import { z } from 'zod';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { browserCookie } from '../authentication/known-browser.ts';
import { endSession } from '../authentication/open-session.ts';
import { hashPassword } from '../authentication/passwords.ts';
import { PasswordChange } from '../contract/account.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { ProblemError, problem, refuse } from '../problem.ts';

export function passwordRoutes(
  app: ApiApp,
  { credentials, signIn, connections }: ApiPorts,
  changeCredentials: ChangeCredentials,
  streams: Pick<LiveStreams, 'endForbidden'>,
): void {
  app.put(
    '/session/password',
    {
      schema: {
        summary: 'Change one’s own password; ends one’s other sessions',
        tags: ['session'],
        body: PasswordChange,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { name, session } = callerOf(request);
      if (session === undefined) throw refuse(403, 'A token has no password.');
      const { current, next } = request.body;
      const cookie = request.cookies[browserCookie];
      const attempt = { username: name, password: current, address: request.ip, browserCookie: cookie };
      const result = await signIn.check(attempt);
      // Not 401: the session is as good as before.
      if (result.outcome === 'wrong') throw refuse(403, 'current: expected the password as it is now');
      if (result.outcome !== 'signed-in') {
        throw new ProblemError(problem(429, 'Too many tries. Wait, then try again.'), result.retryAfterMs);
      }
      const passwordHash = await hashPassword(next);
      await changeCredentials(request, () => {
        const user = credentials.user(name);
        // An administrator may have been quicker.
        if (user?.passwordHash !== result.user.passwordHash) throw refuse(409, 'The password was changed meanwhile.');
        const others = credentials.sessionsOf(name).filter(({ hash }) => hash !== session.hash);
        const changed = { type: 'put-user', user: { ...user, passwordHash } } as const;
        return { credentials: [changed, ...others.map(({ hash }) => endSession(hash))] };
      });
      streams.endForbidden();
      await connections.disconnectStaff(name);
      return reply.code(204).send();
    },
  );
}
