// What a projection could never deliver. It lies here with its reason, so that the projection itself can go on.
import { type Kysely, sql } from 'kysely';
import type { DeadLetters } from '../ports.ts';
import type { Tables } from './tables.ts';

/** Why the store itself set aside what is left of a row: by this it is found again when a stay is erased. */
export function reasonOfDamage(table: string, id: string): string {
  return `damaged: ${table} ${id}`;
}

export function createDeadLetters(kysely: Kysely<Tables>): DeadLetters {
  return {
    async setAside({ projection, reason, content }) {
      await kysely
        .insertInto('dead_letter')
        .values({ projection, reason, content })
        .onConflict((conflict) => conflict.columns(['projection', 'content']).doNothing())
        .execute();
    },
    deadLetters: (limit) =>
      kysely.selectFrom('dead_letter').selectAll().orderBy(sql`rowid`, 'desc').limit(limit).execute(),
    async deadLetterCount() {
      const { count } = await kysely
        .selectFrom('dead_letter')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
