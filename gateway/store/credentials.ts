// People, tokens, sessions and device secrets: read from memory, which follows what was committed.
import type { Kysely } from 'kysely';
import type { CredentialChange, Credentials, PushSubscription, Session, SqlWrite, Token, User } from '../ports.ts';
import { createRowWrite } from './row-writes.ts';
import type { Tables } from './tables.ts';

export interface StoredCredentials {
  readonly known: Credentials;
  /** Belongs to the transaction of what it was changed by. */
  writeOf(change: CredentialChange): SqlWrite;
  /** It has just come to be on the disk. */
  follow(change: CredentialChange): void;
  /** The device's secret has just gone from the disk, with the device itself. */
  forgetDevice(device: string): void;
}

export async function loadCredentials(kysely: Kysely<Tables>): Promise<StoredCredentials> {
  const secrets = new Map<string, string>(
    (await kysely.selectFrom('device_credential').selectAll().execute()).map(({ device, hash }) => [device, hash]),
  );
  const users = new Map(
    (await kysely.selectFrom('user_account').selectAll().execute()).map((row) => [row.name, toUser(row)]),
  );
  const tokens = new Map(
    (await kysely.selectFrom('token').selectAll().execute()).map((row) => [row.name, row as Token]),
  );
  const sessions = new Map(
    (await kysely.selectFrom('session').selectAll().execute()).map((row) => [row.hash, toSession(row)]),
  );

  function putPush(hash: string, push: PushSubscription | undefined): void {
    const { push: _before, ...session } = sessions.get(hash) ?? {};
    if ('hash' in session) sessions.set(session.hash, { ...session, ...(push && { push }) });
  }

  function follow(change: CredentialChange): void {
    switch (change.type) {
      case 'put-device-secret':
        secrets.set(change.device, change.hash);
        break;
      case 'put-user':
        users.set(change.user.name, change.user);
        break;
      case 'put-token':
        tokens.set(change.token.name, change.token);
        break;
      case 'delete-token':
        tokens.delete(change.name);
        break;
      case 'put-session':
        sessions.set(change.session.hash, change.session);
        break;
      case 'delete-session':
        sessions.delete(change.hash);
        break;
      case 'put-push':
        putPush(change.session, change.push);
        break;
      case 'drop-push':
        if (asJson(sessions.get(change.session)?.push) === asJson(change.push)) putPush(change.session, undefined);
        break;
    }
  }

  return {
    known: {
      deviceSecretHash: (id) => secrets.get(id),
      user: (name) => users.get(name),
      users: () => [...users.values()],
      tokens: () => [...tokens.values()],
      session: (hash) => sessions.get(hash),
      sessions: () => [...sessions.values()],
      sessionsOf: (user) => [...sessions.values()].filter((session) => session.user === user),
    },
    writeOf: createCredentialWrite(kysely),
    follow,
    forgetDevice: (device) => secrets.delete(device),
  };
}

function createCredentialWrite(kysely: Kysely<Tables>): (change: CredentialChange) => SqlWrite {
  const secret = createRowWrite(kysely, 'device_credential', { columns: ['device', 'hash'], key: ['device'] });
  const user = createRowWrite(kysely, 'user_account', {
    columns: ['name', 'role', 'password_hash', 'disabled'],
    key: ['name'],
  });
  const token = createRowWrite(kysely, 'token', { columns: ['name', 'role', 'hash'], key: ['name'] });
  const session = createRowWrite(kysely, 'session', {
    columns: ['hash', 'user_name', 'csrf_token', 'expires_at', 'address', 'agent', 'push'],
    key: ['hash'],
  });
  const { sql: deleteToken } = kysely.deleteFrom('token').where('name', '=', '').compile();
  const { sql: deleteSession } = kysely.deleteFrom('session').where('hash', '=', '').compile();
  const put = kysely.updateTable('session').set({ push: '' }).where('hash', '=', '');
  const { sql: putPush } = put.compile();
  const { sql: dropPush } = put.where('push', '=', '').compile();

  return (change) => {
    switch (change.type) {
      case 'put-device-secret':
        return secret(change);
      case 'put-user':
        return user(fromUser(change.user));
      case 'put-token':
        return token(change.token);
      case 'delete-token':
        return { sql: deleteToken, parameters: [change.name] };
      case 'put-session':
        return session(fromSession(change.session));
      case 'delete-session':
        return { sql: deleteSession, parameters: [change.hash] };
      case 'put-push':
        return { sql: putPush, parameters: [asJson(change.push), change.session] };
      case 'drop-push':
        return { sql: dropPush, parameters: [null, change.session, asJson(change.push)] };
    }
  };
}

function toUser(row: Tables['user_account']): User {
  return {
    name: row.name,
    role: row.role as User['role'],
    passwordHash: row.password_hash,
    disabled: row.disabled === 1,
  };
}

function fromUser({ name, role, passwordHash, disabled }: User): Tables['user_account'] {
  return { name, role, password_hash: passwordHash, disabled: disabled ? 1 : 0 };
}

function toSession(row: Tables['session']): Session {
  return {
    hash: row.hash,
    user: row.user_name,
    csrfToken: row.csrf_token,
    expiresAt: row.expires_at,
    ...(row.address !== null && { address: row.address }),
    ...(row.agent !== null && { agent: row.agent }),
    ...(row.push !== null && { push: JSON.parse(row.push) as PushSubscription }),
  };
}

function fromSession({ hash, user, csrfToken, expiresAt, address, agent, push }: Session): Tables['session'] {
  return {
    hash,
    user_name: user,
    csrf_token: csrfToken,
    expires_at: expiresAt,
    address: address ?? null,
    agent: agent ?? null,
    push: asJson(push),
  };
}

const asJson = (push: PushSubscription | undefined): string | null =>
  push === undefined ? null : JSON.stringify(push);
