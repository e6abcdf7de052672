// A random key for each stay, with which its reference is hashed in the evidence. It lies in a table of its own: erasing it erases
// the person from every record of the chain, and no record changes.
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SqlWrite } from '../ports.ts';
import { sealReference } from './evidence-hash.ts';
import { createRowWrite } from './row-writes.ts';
import type { Tables } from './tables.ts';

export interface StaySecrets {
  /** The reference as the evidence has it. */
  seal(stay: string, reference: string): string;
  /** Belongs to the transaction of what was sealed; kept twice is kept once. */
  keep(stay: string): SqlWrite;
  erase(stay: string): SqlWrite;
  /** It has just gone from the disk. */
  forget(stay: string): void;
}

export async function loadStaySecrets(kysely: Kysely<Tables>): Promise<StaySecrets> {
  const rows = await kysely.selectFrom('stay_secret').selectAll().execute();
  const secrets = new Map(rows.map(({ stay, secret }) => [stay, secret]));
  const keep = createRowWrite(kysely, 'stay_secret', { columns: ['stay', 'secret'], key: ['stay'], keep: true });
  const erase = kysely.deleteFrom('stay_secret').where('stay', '=', '').compile().sql;

  function secretOf(stay: string): Uint8Array {
    const secret = secrets.get(stay) ?? randomBytes(32);
    secrets.set(stay, secret);
    return secret;
  }

  return {
    seal: (stay, reference) => sealReference(secretOf(stay), reference),
    keep: (stay) => keep({ stay, secret: secretOf(stay) }),
    erase: (stay) => ({ sql: erase, parameters: [stay] }),
    forget: (stay) => secrets.delete(stay),
  };
}
