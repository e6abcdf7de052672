// What a projection could never deliver. It lies here with its reason, so that the projection itself can go on.
import { type Kysely, sql } from 'kysely';
import type { DeadLetters } from '../ports.ts';
import type { Tables } from './tables.ts';

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
