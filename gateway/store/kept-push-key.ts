// By which push services know this hub: made once, since every phone that is to be woken has agreed to this one key.
import type { Kysely } from 'kysely';
import type { PushKey } from '../ports.ts';
import type { Tables } from './tables.ts';

export interface KeptPushKey {
  /** Undefined where none was kept yet. */
  pushKey(): Promise<PushKey | undefined>;
  /** On disk when it resolves. Rejects where there is one already. */
  keepPushKey(key: PushKey): Promise<void>;
}

export function createKeptPushKey(kysely: Kysely<Tables>): KeptPushKey {
  return {
    async pushKey() {
      const row = await kysely.selectFrom('push_key').selectAll().executeTakeFirst();
      return row && { publicKey: row.public_key, privateKey: row.private_key };
    },
    async keepPushKey({ publicKey, privateKey }) {
      await kysely.insertInto('push_key').values({ only: 1, public_key: publicKey, private_key: privateKey }).execute();
    },
  };
}
