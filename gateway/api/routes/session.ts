// Signing in and out. A new session for each sign-in; the cookie's value is known to the browser alone.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { sessionCookie, signedInHint } from '../authentication/caller.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { browserCookie, browserCookieSeconds, makeBrowserCookie } from '../authentication/known-browser.ts';
import { endSession, type OpenSession } from '../authentication/open-session.ts';
import { SignedIn, SignIn } from '../contract/session.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { ProblemError, problem, refuse } from '../problem.ts';

const browserCookiePath = '/api/v1/session';

export function sessionRoutes(
  app: ApiApp,
  { credentials, signIn, clock }: ApiPorts,
  openSession: OpenSession,
  changeCredentials: ChangeCredentials,
  streams: LiveStreams,
): void {
  app.post(
    '/session',
    { schema: { summary: 'Sign in', tags: ['session'], body: SignIn, response: { 200: SignedIn } } },
    async (request, reply) => {
      const { ip: address, cookies, headers } = request;
      const result = await signIn.check({ ...request.body, address, browserCookie: cookies[browserCookie] });
      if (result.outcome === 'wrong') throw wrong();
      if (result.outcome !== 'signed-in') {
        throw new ProblemError(problem(429, 'Too many tries. Wait, then try again.'), result.retryAfterMs);
      }
      const agent = headers['user-agent'];
      const { user, cookie, session } = await changeCredentials(request, () => {
        const user = credentials.user(result.user.name);
        // The account may have been disabled or its password changed while this waited for its turn.
        if (user === undefined || user.disabled || user.passwordHash !== result.user.passwordHash) throw wrong();
        return { user, ...openSession({ user, address, agent, cookieBefore: cookies[sessionCookie] }) };
      });
      streams.endForbidden();
      setCookies(request, reply, cookie, session.expiresAt - clock.now());
      const options = { ...sameSite(request), httpOnly: true, path: browserCookiePath, maxAge: browserCookieSeconds };
      void reply.setCookie(browserCookie, makeBrowserCookie(user), options);
      return { user: user.name, role: user.role, csrfToken: session.csrfToken };
    },
  );

  app.get(
    '/session',
    { schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: SignedIn } } },
    (request) => {
      const { name, role, session } = callerOf(request);
      return { user: name, role, csrfToken: session?.csrfToken ?? '' };
    },
  );

  app.delete(
    '/session',
    { schema: { summary: 'Sign out', tags: ['session'], response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { session } = callerOf(request);
      if (session !== undefined) {
        await changeCredentials(request, () => ({ credentials: [endSession(session.hash)] }));
        streams.endForbidden();
        setCookies(request, reply, '', 0);
      }
      return reply.code(204).send();
    },
  );
}

function wrong(): ProblemError {
  return refuse(401, 'Wrong user name or password.');
}

function sameSite(request: FastifyRequest) {
  return { sameSite: 'strict', secure: request.protocol === 'https' } as const;
}

function setCookies(request: FastifyRequest, reply: FastifyReply, value: string, lifeMs: number): void {
  const both = { ...sameSite(request), path: '/', maxAge: Math.floor(lifeMs / 1000) };
  void reply.setCookie(sessionCookie, value, { ...both, httpOnly: true });
  void reply.setCookie(signedInHint, value === '' ? '' : '1', both);
}
