// The audit log of the API: what a call changes is on record with the change, in one commit, and what it only looked at before it is
// answered. Where the log cannot be written, the caller hears that, not that all is well.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NotedAction } from '../domain/noted-action.ts';
import type { Clock, Credentials, Ledger } from '../ports.ts';
import { type AuditedRequest, submit } from './answer.ts';
import { auditedCalls, tellBody } from './audited-calls.ts';
import type { Call } from './permissions.ts';

declare module 'fastify' {
  interface FastifyRequest extends AuditedRequest {}
}

interface AuditParts {
  readonly ledger: Ledger;
  readonly credentials: Credentials;
  readonly clock: Clock;
}

/** A guesser must not be able to fill the evidence: beyond this, failures are only counted, and told with the next one. */
const failuresNotedEach = { count: 10, ms: 60_000 };

/** Audits every route that is registered on `app`; `prefix` is what its paths begin with. */
export function auditCalls(app: FastifyInstance, prefix: string, { ledger, credentials, clock }: AuditParts): void {
  const failures = createFailureGate(() => clock.now());

  const callOf = ({ method, routeOptions: { url } }: FastifyRequest) => `${method} ${url?.slice(prefix.length)}`;
  const isSignIn = (request: FastifyRequest) => callOf(request) === 'POST /session';

  /** Of a call that succeeds. */
  function notedOf(request: FastifyRequest): NotedAction | undefined {
    const call = callOf(request);
    const audited = Object.hasOwn(auditedCalls, call) ? auditedCalls[call as Call] : undefined;
    if (audited === undefined) return undefined;
    const from = request.ip;
    if (isSignIn(request)) return { action: audited.action, by: `user:${typedName(request, credentials)}`, from };
    if (request.caller === null) return undefined;
    const subject = subjectOf(request);
    const data = tellBody(request.body, audited.tells ?? []);
    return {
      action: audited.action,
      by: request.caller.source,
      ...(subject !== undefined && { subject }),
      from,
      ...(Object.keys(data).length > 0 && { data }),
    };
  }

  function failedSignIn(request: FastifyRequest, { statusCode }: FastifyReply): NotedAction | undefined {
    const passed = isSignIn(request) && statusCode === 401 ? failures.pass() : undefined;
    if (passed === undefined) return undefined;
    const data = passed.before > 0 ? { data: { unnotedBefore: passed.before } } : {};
    return { action: 'sign-in-failed', by: `user:${typedName(request, credentials)}`, from: request.ip, ...data };
  }

  app.decorateRequest('noted', undefined);

  // A route hands it to the ledger with what the call does.
  app.addHook('preHandler', async (request) => {
    request.noted = notedOf(request);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const noted = reply.statusCode < 300 ? request.noted : failedSignIn(request, reply);
    if (noted !== undefined) await submit(ledger, { type: 'note-action', noted });
    return payload;
  });
}

/** People type passwords where their name belongs: a name that nobody has is not kept. */
function typedName({ body }: FastifyRequest, credentials: Credentials): string {
  const { username } = (body ?? {}) as { username?: unknown };
  return typeof username === 'string' && credentials.user(username) !== undefined ? username : '?';
}

function subjectOf({ params, body }: FastifyRequest): string | undefined {
  const fields = { ...(body as object | null), ...(params as object) } as Readonly<Record<string, unknown>>;
  const subject = fields['id'] ?? fields['name'];
  return typeof subject === 'string' ? subject : undefined;
}

function createFailureGate(now: () => number) {
  let since = Number.NEGATIVE_INFINITY;
  let passed = 0;
  let unnoted = 0;
  return {
    /** Undefined where it is only counted; else with how many were only counted before. */
    pass(): { readonly before: number } | undefined {
      if (now() - since >= failuresNotedEach.ms || now() < since) {
        since = now();
        passed = 0;
      }
      passed += 1;
      if (passed > failuresNotedEach.count) {
        unnoted += 1;
        return undefined;
      }
      const before = unnoted;
      unnoted = 0;
      return { before };
    },
  };
}
