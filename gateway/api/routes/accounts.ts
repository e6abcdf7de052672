// People and integrations that may sign in. Who loses the right loses the open sessions with it.
import { z } from 'zod';
import type { CredentialChange, User } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { ChangeCredentials } from '../authentication/change-credentials.ts';
import { endSession } from '../authentication/open-session.ts';
import { hashPassword } from '../authentication/passwords.ts';
import { hashSecret, makeSecret } from '../authentication/secrets.ts';
import {
  Account,
  AccountChange,
  AccountNameParams,
  MadeToken,
  NewAccount,
  NewToken,
  TokenInfo,
} from '../contract/account.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { pageThrough } from '../page-through.ts';
import { refuse, refuseTaken } from '../problem.ts';

const tags = ['accounts'];

export function accountRoutes(
  app: ApiApp,
  { credentials, devices, connections }: ApiPorts,
  changeCredentials: ChangeCredentials,
  streams: LiveStreams,
): void {
  app.get(
    '/users',
    { schema: { summary: 'Users, by name', tags, querystring: PageQuery, response: { 200: pageOf(Account) } } },
    (request) => pageThrough(credentials.users(), ({ name }) => name, request.query),
  );

  app.post(
    '/users',
    { schema: { summary: 'Add a user', tags, body: NewAccount, response: { 201: Account } } },
    async (request, reply) => {
      const { name, role, password } = request.body;
      const user: User = { name, role, passwordHash: await hashPassword(password), disabled: false };
      await changeCredentials(request, () => {
        if (credentials.user(name) !== undefined) throw refuseTaken('name', `user ${name}`);
        refuseNameOfDevice(name);
        return { credentials: [{ type: 'put-user', user }] };
      });
      return reply.code(201).send({ name, role, disabled: false });
    },
  );

  app.patch(
    '/users/:name',
    {
      schema: {
        summary: 'Change role or password, disable or enable; ends the user’s sessions',
        tags,
        params: AccountNameParams,
        body: AccountChange,
        response: { 200: Account },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { role, disabled, password } = request.body;
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const { changed } = await changeCredentials(request, () => {
        const user = knownUser(name);
        if (name === callerOf(request).name && (disabled === true || (role ?? user.role) !== user.role)) {
          throw refuse(409, 'Nobody disables or demotes themselves: another administrator has to.');
        }
        const changed = {
          ...user,
          role: role ?? user.role,
          disabled: disabled ?? user.disabled,
          passwordHash: passwordHash ?? user.passwordHash,
        };
        if (isActiveAdmin(user) && !isActiveAdmin(changed) && credentials.users().filter(isActiveAdmin).length === 1) {
          const field = changed.disabled ? 'disabled' : 'role';
          const detail = `${name} is the last administrator who may sign in`;
          throw refuse(409, `${field}: ${detail}`, { type: 'last-admin', errors: [{ field, detail }] });
        }
        return { changed, credentials: [{ type: 'put-user', user: changed }, ...endSessionsOf(name)] };
      });
      await endWhatRuns(name);
      return changed;
    },
  );

  app.delete(
    '/users/:name/sessions',
    {
      schema: {
        summary: 'End all sessions of a user',
        tags,
        params: AccountNameParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      await changeCredentials(request, () => ({ credentials: endSessionsOf(knownUser(name).name) }));
      await endWhatRuns(name);
      return reply.code(204).send();
    },
  );

  app.get(
    '/tokens',
    {
      schema: {
        summary: 'Tokens of integrations, by name',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(TokenInfo) },
      },
    },
    (request) => pageThrough(credentials.tokens(), ({ name }) => name, request.query),
  );

  app.post(
    '/tokens',
    {
      schema: {
        summary: 'Add a token; its secret is told this once',
        tags,
        body: NewToken,
        response: { 201: MadeToken },
      },
    },
    async (request, reply) => {
      const { name, role } = request.body;
      const token = makeSecret();
      await changeCredentials(request, () => {
        if (credentials.tokens().some((one) => one.name === name)) throw refuseTaken('name', `token ${name}`);
        refuseNameOfDevice(name);
        return { credentials: [{ type: 'put-token', token: { name, role, hash: hashSecret(token) } }] };
      });
      return reply.code(201).send({ name, role, token });
    },
  );

  app.delete(
    '/tokens/:name',
    { schema: { summary: 'Revoke a token', tags, params: AccountNameParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { name } = request.params;
      await changeCredentials(request, () => {
        if (!credentials.tokens().some((token) => token.name === name)) throw refuse(404, `There is no token ${name}.`);
        return { credentials: [{ type: 'delete-token', name }] };
      });
      await endWhatRuns(name);
      return reply.code(204).send();
    },
  );

  /** @throws ProblemError, 404. */
  function knownUser(name: string): User {
    const user = credentials.user(name);
    if (user === undefined) throw refuse(404, `There is no user ${name}.`);
    return user;
  }

  function endSessionsOf(name: string): readonly CredentialChange[] {
    return credentials.sessionsOf(name).map(({ hash }) => endSession(hash));
  }

  /** Streams and MQTT connections live on after what opened them: they are ended here, at once. */
  async function endWhatRuns(name: string): Promise<void> {
    streams.endForbidden();
    await connections.disconnectStaff(name);
  }

  /** Devices, people and tokens sign in at the same broker. */
  function refuseNameOfDevice(name: string): void {
    if (devices.one(name) !== undefined) throw refuseTaken('name', `device ${name}`);
  }
}

function isActiveAdmin({ role, disabled }: User): boolean {
  return role === 'admin' && !disabled;
}
