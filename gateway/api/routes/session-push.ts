// The phone of a session is woken while its screen is locked: its browser says where, and whoever signs out is woken no more. A phone wakes
// one person: what it had said in another session is over.
import { z } from 'zod';
import type { PushSubscription, Session } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { Caller } from '../authentication/caller.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { PhonePush, PushOffer } from '../contract/session.ts';
import { callerOf } from '../guard.ts';
import { refuse, refuseField } from '../problem.ts';

const tags = ['session'];
const path = '/session/push';

export function sessionPushRoutes(
  app: ApiApp,
  { credentials, pushSender }: ApiPorts,
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
      const push: PushSubscription = { endpoint, ...keys, language };
      // Pages say it each time that they open.
      if (before !== undefined && areSame(before, push)) request.noted = undefined;
      else {
        await changeCredentials(request, () => {
          const session = current(caller);
          if (session === undefined) throw refuse(403, 'A token has no phone.');
          const others = credentials.sessions().filter((one) => one !== session && one.push?.endpoint === endpoint);
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

  app.post(
    `${path}/ring`,
    { schema: { summary: 'Wake this phone now, to try it', tags, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { ring } = offered();
      const push = current(callerOf(request))?.push;
      if (push === undefined) throw refuse(409, 'This phone is not woken: PUT /session/push says where it is.');
      const rung = await ring(push);
      if (rung.outcome === 'taken') return reply.code(204).send();
      const why = rung.outcome === 'gone' ? 'its browser has given its address up' : rung.why;
      throw refuse(502, `This phone was not woken: ${why}.`, { type: `phone-${rung.outcome}` });
    },
  );
}

function areSame(one: PushSubscription, other: PushSubscription): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.p256dh === other.p256dh &&
    one.auth === other.auth &&
    one.language === other.language
  );
}
