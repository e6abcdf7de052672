// Whose data the directory holds: the property that the hub was of when it last started here.
import type { Kysely } from 'kysely';
import type { PropertyId } from '../../devices/identifiers.ts';
import type { Tables } from './tables.ts';

export interface KeptProperty {
  /** Undefined until the first start has kept one. */
  property(): Promise<PropertyId | undefined>;
  /** On disk when it resolves; takes the place of the one before. */
  keepProperty(id: PropertyId): Promise<void>;
}

export function createKeptProperty(kysely: Kysely<Tables>): KeptProperty {
  return {
    async property() {
      const row = await kysely.selectFrom('property').select('id').executeTakeFirst();
      return row?.id as PropertyId | undefined;
    },
    async keepProperty(id) {
      await kysely
        .insertInto('property')
        .values({ only: 1, id })
        .onConflict((conflict) => conflict.column('only').doUpdateSet({ id }))
        .execute();
    },
  };
}
