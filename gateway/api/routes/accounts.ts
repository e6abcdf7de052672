// People and integrations that may sign in. Who loses the right loses the open sessions with it.
import { z } from 'zod';
import type { User } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
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
      if (credentials.user(name) !== undefined) throw refuseTaken('name', `user ${name}`);
      refuseNameOfDevice(name);
      await credentials.putUser({ name, role, passwordHash: await hashPassword(password), disabled: false });
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
      const user = credentials.user(name);
      if (user === undefined) throw refuse(404, `There is no user ${name}.`);
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
      await credentials.putUser(changed);
      await signOutEverywhere(name);
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
      if (credentials.user(name) === undefined) throw refuse(404, `There is no user ${name}.`);
      await signOutEverywhere(name);
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
      if (credentials.tokens().some((token) => token.name === name)) throw refuseTaken('name', `token ${name}`);
      refuseNameOfDevice(name);
      const token = makeSecret();
      await credentials.putToken({ name, role, hash: hashSecret(token) });
      return reply.code(201).send({ name, role, token });
    },
  );

  app.delete(
    '/tokens/:name',
    { schema: { summary: 'Revoke a token', tags, params: AccountNameParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { name } = request.params;
      if (!credentials.tokens().some((token) => token.name === name)) throw refuse(404, `There is no token ${name}.`);
      await credentials.deleteToken(name);
      await endWhatRuns(name);
      return reply.code(204).send();
    },
  );

  async function signOutEverywhere(name: string): Promise<void> {
    await credentials.deleteSessionsOf(name);
    await endWhatRuns(name);
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
