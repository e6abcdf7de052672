// What projections read: facts and samples in the hub's one order, and how far each projection has come.
import { type Kysely, sql } from 'kysely';
import type { DeviceId } from '../../devices/identifiers.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Feed } from '../ports.ts';
import { referencesOf, withReference } from './journey-rows.ts';
import type { Tables } from './tables.ts';

/** So many bytes of samples are read at once, and the row that goes beyond: rows hold from one sample to thousands. */
const packedBytes = 1_000_000;

export function createFeed(kysely: Kysely<Tables>): Feed {
  return {
    async factsAfter(seq, limit, types) {
      let query = kysely.selectFrom('fact').select(['seq', 'at', 'body']).where('seq', '>', seq);
      // Before anything is asked of the body: of years of facts few may be wanted.
      if (types) query = query.where('type', 'in', types);
      // A record that the disk damaged stops no projection: hub verify names it.
      query = query.where(sql<boolean>`json_valid(body)`);
      const rows = await query.orderBy('seq').limit(limit).execute();
      return namingStays(
        kysely,
        rows.map((row): RecordedFact => ({ seq: row.seq, at: row.at, fact: JSON.parse(row.body) })),
      );
    },
    async samplesAfter(seq, limit) {
      const { rows } = await sql<{ seq: number | null; count: number; devices: string; messages: string }>`
        select max(seq) as seq, count(*) as count, group_concat(devices) as devices,
          '[' || group_concat(substr(messages, 2, length(messages) - 2)) || ']' as messages
        from sample_batch
        where json_valid(messages) and seq > ${seq} and seq <= (
          select max(seq) from (
            select seq, sum(bytes) over (order by seq) - bytes as before from (
              select seq, octet_length(messages) as bytes from sample_batch where seq > ${seq} order by seq limit ${limit}))
          where before < ${packedBytes})`.execute(kysely);
      const [packed] = rows;
      if (packed?.seq == null) return undefined;
      const { count, devices, messages } = packed;
      const isFull = count >= limit || messages.length >= packedBytes;
      return { seq: packed.seq, isFull, devices: [...new Set(devices.split(','))] as DeviceId[], messages };
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

/** The log holds no references of stays; as long as they are not erased, they are told with it. */
async function namingStays(kysely: Kysely<Tables>, facts: readonly RecordedFact[]): Promise<readonly RecordedFact[]> {
  const events = facts.flatMap(({ fact }) =>
    fact.type === 'touchpoint-recorded' || fact.type === 'touchpoint-judged' ? [fact.touchpoint] : [],
  );
  const references = await referencesOf(kysely, events);
  if (references.size === 0) return facts;
  return facts.map((recorded) => {
    const { fact } = recorded;
    if (fact.type !== 'touchpoint-recorded' && fact.type !== 'touchpoint-judged') return recorded;
    const touchpoint = withReference(fact.touchpoint, references.get(fact.touchpoint.stay ?? '') ?? null);
    return { ...recorded, fact: { ...fact, touchpoint } };
  });
}
