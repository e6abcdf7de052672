// The phone of a session is woken while its screen is locked: its browser says where, and whoever signs out is woken no more. A phone wakes
// one person: what it had said in another session is over.
import { z } from 'zod';
import type { PushSubscription, Session } from '../../ports.ts';
import { submit } from '../answer.ts';
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
  { credentials, ledger, clock, pushSender }: ApiPorts,
  changeCredentials: ChangeCredentials,
): void {
  function offered() {
    if (pushSender === undefined)
      throw refuse(409, 'This hub wakes no phones: HUB_WEB_PUSH_CONTACT is not set.', { type: 'not-offered' });
    return pushSender;
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
      publicKey: pushSender?.publicKey ?? null,
      wakes: pushSender !== undefined && callerOf(request).session?.push !== undefined,
    }),
  );

  app.put(
    path,
    {
      schema: { summary: 'Wake this phone from now on', tags, body: PhonePush, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      const { endpoint, keys, language } = request.body;
      const { allows, services } = offered();
      const caller = callerOf(request);
      const before = current(caller)?.push;
      if (!allows(endpoint)) throw refuseField('endpoint', `expected an https address of ${services.join(' or ')}`);
      if (!(await isPoint(keys.p256dh)))
        throw refuseField('keys.p256dh', 'expected a public key of P-256 as base64url');
      const push: PushSubscription = { endpoint: inOneWay(endpoint), ...keys, language };
      // Pages say it each time that they open.
      if (before !== undefined && areSame(before, push)) request.noted = undefined;
      else {
        await changeCredentials(request, () => {
          const session = current(caller);
          if (session === undefined) {
            throw caller.session === undefined
              ? refuse(403, 'A token has no phone.')
              : refuse(401, 'Signed out meanwhile.');
          }
          const others = credentials
            .sessions()
            .filter((one) => one !== session && one.push?.endpoint === push.endpoint);
          return {
            credentials: [
              ...others.map((one) => ({ type: 'put-push' as const, session: one.hash })),
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
      const session = current(callerOf(request));
      if (session?.push === undefined) request.noted = undefined;
      else await changeCredentials(request, () => ({ credentials: [{ type: 'put-push', session: session.hash }] }));
      return reply.code(204).send();
    },
  );

  /** By session: when it was last tried, of those of the last seconds. */
  const triedAt = new Map<string, number>();

  app.post(
    `${path}/ring`,
    { schema: { summary: 'Wake this phone now, to try it', tags, response: { 200: PushTried } } },
    async (request) => {
      const { ring } = offered();
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
      const rung = await ring(push);
      if (rung.outcome === 'gone') {
        const noted = { action: 'phone-removed', by: 'hub', subject: session.user } as const;
        await submit(ledger, { type: 'note-action', noted }, undefined, [
          { type: 'drop-push', session: session.hash, push },
        ]);
      }
      return { outcome: rung.outcome, why: 'why' in rung ? rung.why : null };
    },
  );
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

function areSame(one: PushSubscription, other: PushSubscription): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.p256dh === other.p256dh &&
    one.auth === other.auth &&
    one.language === other.language
  );
}
