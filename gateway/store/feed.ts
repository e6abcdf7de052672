// What projections read: facts and samples in the hub's one order, and how far each projection has come.
import type { Kysely } from 'kysely';
import type { RecordedFact } from '../domain/facts.ts';
import type { Feed, SampleRow } from '../ports.ts';
import type { Tables } from './tables.ts';

export function createFeed(kysely: Kysely<Tables>): Feed {
  return {
    async factsAfter(seq, limit, types) {
      let query = kysely.selectFrom('fact').select(['seq', 'at', 'body']).where('seq', '>', seq);
      if (types) query = query.where('type', 'in', types);
      const rows = await query.orderBy('seq').limit(limit).execute();
      return rows.map((row): RecordedFact => ({ seq: row.seq, at: row.at, fact: JSON.parse(row.body) }));
    },
    async samplesAfter(seq, limit) {
      const query = kysely.selectFrom('sample_batch').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit);
      return (await query.execute()).map(toSampleRow);
    },
    async cursor(projection) {
      const row = await kysely.selectFrom('cursor').select('seq').where('name', '=', projection).executeTakeFirst();
      return row?.seq ?? 0;
    },
    async moveCursor(projection, seq) {
      await kysely
        .insertInto('cursor')
        .values({ name: projection, seq })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ seq }))
        .execute();
    },
  };
}

export function toSampleRow(row: Tables['sample_batch']): SampleRow {
  return {
    seq: row.seq,
    receivedAt: row.received_at,
    device: row.device as SampleRow['device'],
    clock: row.clock as SampleRow['clock'],
    samples: JSON.parse(row.body),
  };
}
