// Pictures of tasks by the hash of their bytes: in hub.db, so that they are on disk, backed up and gone with everything else.
import type { Kysely } from 'kysely';
import type { Photos } from '../ports.ts';
import type { Tables } from './tables.ts';

export function createPhotoRecords(kysely: Kysely<Tables>): Photos {
  return {
    async putPhoto({ id, at, bytes }) {
      await kysely
        .insertInto('photo')
        .values({ id, at, bytes })
        // The latest task that has it decides how long it is kept.
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
        .execute();
    },
    async photo(id) {
      const row = await kysely.selectFrom('photo').select('bytes').where('id', '=', id).executeTakeFirst();
      return row?.bytes;
    },
  };
}
