// Signing in and out. A new session for each sign-in; the cookie's value is known to the browser alone.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { sessionCookie, signedInHint } from '../authentication/caller.ts';
import { createSignIn } from '../authentication/sign-in.ts';
import { SignedIn, SignIn } from '../contract/session.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { ProblemError, problem, refuse } from '../problem.ts';

export function sessionRoutes(app: ApiApp, { credentials, clock }: ApiPorts, streams: LiveStreams): void {
  const { signIn } = createSignIn(credentials, clock);

  app.post(
    '/session',
    { schema: { summary: 'Sign in', tags: ['session'], body: SignIn, response: { 200: SignedIn } } },
    async (request, reply) => {
      const { username, password } = request.body;
      const result = await signIn(username, password, request.ip);
      if (!result.signedIn) {
        if (result.retryAfterMs === undefined) throw refuse(401, 'Wrong user name or password.');
        throw new ProblemError(problem(429, 'Too many tries. Wait, then try again.'), result.retryAfterMs);
      }
      setCookie(request, reply, result.cookie, result.session.expiresAt - clock.now());
      return { user: result.user.name, role: result.user.role, csrfToken: result.session.csrfToken };
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
        await credentials.deleteSession(session.hash);
        streams.endOf(session.hash);
        setCookie(request, reply, '', 0);
      }
      return reply.code(204).send();
    },
  );
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, lifeMs: number): void {
  const both = {
    path: '/',
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: Math.floor(lifeMs / 1000),
  } as const;
  void reply.setCookie(sessionCookie, value, { ...both, httpOnly: true });
  void reply.setCookie(signedInHint, value === '' ? '' : '1', both);
}
