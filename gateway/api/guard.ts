// Before any route runs: who is calling, may this role make this call, and was a write by cookie meant by its owner.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, Callers } from './authentication/caller.ts';
import { sessionCookie } from './authentication/caller.ts';
import { sameSecret } from './authentication/secrets.ts';
import type { CallRates } from './listener/call-rates.ts';
import { type Permission, permissionOf } from './permissions.ts';
import { refuse } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on calls that everybody may make. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    permission?: Permission;
  }
}

/** Guards every route that is registered on `app` from here on; `prefix` is what its paths begin with. */
export function guardCalls(app: FastifyInstance, prefix: string, callers: Callers, rates: CallRates): void {
  app.decorateRequest('caller', null);

  app.addHook('onRoute', (route) => {
    const call = `${String(route.method)} ${route.url.slice(prefix.length)}`;
    const permission = permissionOf(call);
    if (permission === undefined) throw new Error(`${call}: expected a row in permissions.ts, found none`);
    route.config = { ...route.config, permission };
  });

  app.addHook('onRequest', async (request, reply) => {
    // What the hub tells one caller is kept by no cache between.
    void reply.header('cache-control', 'no-store');
    const permission = request.routeOptions.config.permission;
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    if (isWrite) refuseForeignOrigin(request);
    if (permission === undefined || permission === 'everybody') return;
    const caller = findCaller(request, callers);
    if (caller === undefined) throw refuse(401, 'Sign in first: POST /api/v1/session, or send a bearer token.');
    await rates.countOfCaller(request, caller);
    if (isWrite && caller.session !== undefined) refuseUnmeantWrite(request, caller.session.csrfToken);
    if (!permission.includes(caller.role)) {
      throw refuse(403, `This call is for ${permission.join(', ')}; ${caller.name} is ${caller.role}.`);
    }
    request.caller = caller;
  });
}

/** The caller of a guarded call. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error(`${request.method} ${request.url}: is open to everybody, has no caller`);
  return request.caller;
}

function findCaller(request: FastifyRequest, callers: Callers): Caller | undefined {
  const [scheme, token] = request.headers.authorization?.split(' ') ?? [];
  if (scheme !== undefined) {
    return scheme.toLowerCase() === 'bearer' && token !== undefined ? callers.fromToken(token) : undefined;
  }
  const cookie = request.cookies[sessionCookie];
  return cookie === undefined ? undefined : callers.fromCookie(cookie);
}

/** A browser says where a write comes from. Only the hub's own pages may write; callers that are no browser say nothing. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  if (host !== request.host) throw refuse(403, `origin: expected this hub's own pages, found ${origin.slice(0, 200)}`);
}

function refuseUnmeantWrite(request: FastifyRequest, csrfToken: string): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameSecret(given, csrfToken)) {
    throw refuse(403, 'x-csrf-token: expected the csrfToken of this session (GET /api/v1/session tells it)');
  }
}
