// What projections read: facts and samples in the hub's one order, and how far each projection has come.
import { type Kysely, sql } from 'kysely';
import type { DeviceId } from '../../devices/identifiers.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Feed } from '../ports.ts';
import { referencesOf, withReference } from './journey-rows.ts';
import type { Tables } from './tables.ts';

interface Portion {
  /** Of its last row; null where there is none. */
  readonly seq: number | null;
  readonly count: number;
  readonly bytes: number;
  /** Null where every row of it is damaged, as is `messages`. */
  readonly devices: string | null;
  readonly messages: string | null;
}

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
      // What the disk damaged is passed by: it must not stand before all that came after it.
      const { rows } = await sql<Portion>`
        with portion as (
          select seq, bytes, sum(bytes) over (order by seq) - bytes as before from (
            select seq, octet_length(messages) as bytes from sample_batch where seq > ${seq} order by seq limit ${limit})),
        cut as (select max(seq) as seq, count(*) as count, sum(bytes) as bytes from portion where before < ${packedBytes})
        select cut.seq, cut.count, cut.bytes, group_concat(devices) as devices,
          '[' || group_concat(substr(messages, 2, length(messages) - 2)) || ']' as messages
        from cut left join sample_batch as batch
          on batch.seq > ${seq} and batch.seq <= cut.seq and json_valid(messages)`.execute(kysely);
      const [packed] = rows;
      if (packed?.seq == null) return undefined;
      const { count, bytes, devices, messages } = packed;
      return {
        seq: packed.seq,
        isFull: count >= limit || bytes >= packedBytes,
        devices: devices === null ? [] : ([...new Set(devices.split(','))] as DeviceId[]),
        messages: messages ?? '[]',
      };
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
