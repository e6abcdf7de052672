// People, tokens, sessions and device secrets: read from memory, changed on disk first.
import type { Kysely } from 'kysely';
import type { Credentials, Session, Token, User } from '../ports.ts';
import type { Tables } from './tables.ts';

export interface StoredCredentials extends Credentials {
  /** The device's secret has just gone from the disk, with the device itself. */
  forgetDevice(device: string): void;
}

export async function loadCredentials(kysely: Kysely<Tables>): Promise<StoredCredentials> {
  const secrets = new Map(
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

  return {
    deviceSecretHash: (id) => secrets.get(id),
    async setDeviceSecretHash(device, hash) {
      if (hash === undefined) {
        await kysely.deleteFrom('device_credential').where('device', '=', device).execute();
        secrets.delete(device);
        return;
      }
      await kysely
        .insertInto('device_credential')
        .values({ device, hash })
        .onConflict((conflict) => conflict.column('device').doUpdateSet({ hash }))
        .execute();
      secrets.set(device, hash);
    },
    forgetDevice: (device) => secrets.delete(device),

    user: (name) => users.get(name),
    users: () => [...users.values()],
    async putUser(user) {
      const row = { role: user.role, password_hash: user.passwordHash, disabled: user.disabled ? 1 : 0 };
      await kysely
        .insertInto('user_account')
        .values({ name: user.name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
      users.set(user.name, user);
    },

    tokens: () => [...tokens.values()],
    async putToken(token) {
      const row = { role: token.role, hash: token.hash };
      await kysely
        .insertInto('token')
        .values({ name: token.name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
      tokens.set(token.name, token);
    },
    async deleteToken(name) {
      await kysely.deleteFrom('token').where('name', '=', name).execute();
      tokens.delete(name);
    },

    session: (hash) => sessions.get(hash),
    sessionsOf: (user) => [...sessions.values()].filter((session) => session.user === user),
    async putSession(session) {
      const row = {
        user_name: session.user,
        csrf_token: session.csrfToken,
        expires_at: session.expiresAt,
        address: session.address ?? null,
        agent: session.agent ?? null,
      };
      await kysely
        .insertInto('session')
        .values({ hash: session.hash, ...row })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
        .execute();
      sessions.set(session.hash, session);
    },
    async deleteSession(hash) {
      await kysely.deleteFrom('session').where('hash', '=', hash).execute();
      sessions.delete(hash);
    },
    async deleteSessionsOf(user) {
      await kysely.deleteFrom('session').where('user_name', '=', user).execute();
      for (const [hash, session] of sessions) if (session.user === user) sessions.delete(hash);
    },
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

function toSession(row: Tables['session']): Session {
  return {
    hash: row.hash,
    user: row.user_name,
    csrfToken: row.csrf_token,
    expiresAt: row.expires_at,
    ...(row.address !== null && { address: row.address }),
    ...(row.agent !== null && { agent: row.agent }),
  };
}
