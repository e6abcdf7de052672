// The phone of a session is woken while its screen is locked: its browser says where, and whoever signs out is woken no more. A phone wakes
// one person: what it had said in another session is over.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CredentialChange, PushSubscription, Session } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { Caller } from '../authentication/caller.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { PhonePush, PushOffer, PushTried } from '../contract/session.ts';
import { callerOf } from '../guard.ts';
import { ProblemError, problem, refuse, refuseField } from '../problem.ts';

const tags = ['session'];
const path = '/session/push';
const triesApartMs = 3_000;

export function sessionPushRoutes(
  app: ApiApp,
  { credentials, clock, phoneCalls }: ApiPorts,
  changeCredentials: ChangeCredentials,
): void {
  function offered() {
    if (phoneCalls === undefined)
      throw refuse(409, 'This hub wakes no phones: HUB_WEB_PUSH_CONTACT is not set.', { type: 'not-offered' });
    return phoneCalls;
  }

  /** As it is now, not as it was when the call came; undefined for a token, and where it is over. */
  const current = ({ session }: Caller): Session | undefined => session && credentials.session(session.hash);

  app.get(
    path,
    {
      schema: {
        summary: 'Whether this hub wakes locked phones, and this one',
        tags,
        response: { 200: PushOffer },
      },
    },
    (request) => ({
      publicKey: phoneCalls?.sender.publicKey ?? null,
      wakes: phoneCalls !== undefined && callerOf(request).session?.push !== undefined,
    }),
  );

  app.put(
    path,
    {
      schema: { summary: 'Wake this phone from now on', tags, body: PhonePush, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      const { endpoint, keys, language } = request.body;
      const { allows, services } = offered().sender;
      const caller = callerOf(request);
      const before = current(caller)?.push;
      if (!allows(endpoint)) throw refuseField('endpoint', `expected an https address of ${services.join(' or ')}`);
      if (!(await isPoint(keys.p256dh)))
        throw refuseField('keys.p256dh', 'expected a public key of P-256 as base64url');
      const push: PushSubscription = { endpoint: inOneWay(endpoint), ...keys, language };
      // Pages say it each time that they open.
      if (isDeepStrictEqual(before, push)) request.noted = undefined;
      else {
        await changeCredentials(request, () => {
          const session = current(caller);
          if (session === undefined) {
            throw caller.session === undefined
              ? refuse(403, 'A token has no phone.')
              : refuse(401, 'Signed out meanwhile.');
          }
          const others = credentials.sessions().filter(({ hash }) => hash !== session.hash);
          return {
            credentials: [
              ...others.flatMap((one) => (one.push?.endpoint === push.endpoint ? drop(one) : [])),
              { type: 'put-push' as const, session: session.hash, push },
            ],
          };
        });
      }
      return reply.code(204).send();
    },
  );

  app.delete(
    path,
    { schema: { summary: 'Wake this phone no more', tags, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const caller = callerOf(request);
      if (current(caller)?.push === undefined) request.noted = undefined;
      else await changeCredentials(request, () => ({ credentials: drop(current(caller)) }));
      return reply.code(204).send();
    },
  );

  /** By session: when it was last tried, of those of the last seconds. */
  const triedAt = new Map<string, number>();

  app.post(
    `${path}/ring`,
    { schema: { summary: 'Wake this phone now, to try it', tags, response: { 200: PushTried } } },
    async (request) => {
      const { sender, forget } = offered();
      const session = current(callerOf(request));
      const { push } = session ?? {};
      if (session === undefined || push === undefined) {
        throw refuse(409, 'This phone is not woken: PUT /session/push says where it is.');
      }
      for (const [hash, at] of triedAt) if (at + triesApartMs <= clock.now()) triedAt.delete(hash);
      const restMs = (triedAt.get(session.hash) ?? Number.NEGATIVE_INFINITY) + triesApartMs - clock.now();
      // A push service counts what comes in the hub's name, whoever asked for it.
      if (restMs > 0) throw new ProblemError(problem(429, 'Tried a moment ago: wait for it to ring.'), restMs);
      triedAt.set(session.hash, clock.now());
      const rung = await sender.ring(push);
      if (rung.outcome === 'gone') await forget(session, push);
      return { outcome: rung.outcome, why: 'why' in rung ? rung.why : null };
    },
  );
}

/** What its phone said is over. */
function drop(session: Session | undefined): readonly CredentialChange[] {
  return session?.push === undefined ? [] : [{ type: 'drop-push', session: session.hash, push: session.push }];
}

/** Whether the bytes are a point of the curve. */
function isPoint(base64Url: string): Promise<boolean> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  return crypto.subtle.importKey('raw', Buffer.from(base64Url, 'base64url'), curve, false, []).then(
    () => true,
    () => false,
  );
}

/** Many texts are the same address. */
function inOneWay(endpoint: string): string {
  const url = new URL(endpoint);
  url.hash = '';
  return url.href;
}
