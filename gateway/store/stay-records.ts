// The read side of stays and of the ledger's cells: strips of twelve, and how often each promise was kept.
import { type Kysely, sql } from 'kysely';
import type { StayRecord } from '../domain/stays/stay.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { Page, Records, ServiceTally, ServiceTallyQuery, StayOnRecord } from '../ports.ts';
import { toStayRecord } from './journey-rows.ts';
import { judgedCells } from './judged-cells.ts';
import { decodeCursor, toPage } from './keyset.ts';
import { quarterOfAt } from './quarter-hours.ts';
import { serviceStandards } from './standard-rows.ts';
import type { Tables } from './tables.ts';

type StayRecords = Pick<Records, 'stays' | 'stay' | 'serviceTally' | 'serviceStandards'>;
interface StayRow {
  readonly key: string;
  readonly reference: string;
  readonly body: string;
}

/** Cells of days are a stay's own while it was there; they are looked up this far from its first and last instants. */
const dayMs = 24 * 3_600_000;

export function createStayRecords(kysely: Kysely<Tables>): StayRecords {
  /** A page of stays takes as many questions as one stay. */
  async function onRecord(rows: readonly StayRow[]): Promise<StayOnRecord[]> {
    if (rows.length === 0) return [];
    const stays = rows.map(toStayRecord);
    const own = Map.groupBy(
      await touchpoints(sql`stay in (${sql.join(rows.map(({ key }) => key))})`),
      ({ stay }) => stay,
    );
    const times = stays.map(timeOf);
    const from = Math.min(...times.map((time) => time.from));
    const to = Math.max(...times.map((time) => time.to));
    const days = await touchpoints(
      sql`standard is not null and touchpoint is not null and stay is null and at >= ${from} and at <= ${to}
        and json_extract(body, '$.evidence.day') is not null`,
    );
    return stays.map((record, index) => {
      const { key, reference } = record;
      const told = (own.get(key) ?? []).map((event) => ({ ...event, stayReference: reference }));
      const time = times[index] ?? { from: 0, to: 0 };
      return {
        record,
        cells: [...told, ...days.filter(({ at }) => at >= time.from && at <= time.to)].filter(
          ({ standard }) => standard !== undefined,
        ),
        events: told.filter(({ standard }) => standard === undefined),
      };
    });
  }

  async function touchpoints(condition: ReturnType<typeof sql>): Promise<TouchpointEvent[]> {
    const { rows } = await sql<{ body: string }>`
      select body from touchpoint where ${condition} order by at, id`.execute(kysely);
    return rows.map(({ body }) => JSON.parse(body));
  }

  return {
    async stays({ limit, cursor, from, to, state, space }): Promise<Page<StayOnRecord>> {
      let query = kysely.selectFrom('stay').select(['key as id', 'at', 'reference', 'body']);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (state !== undefined) query = query.where('state', '=', state);
      if (space !== undefined) {
        query = query.where(
          sql<boolean>`exists (select 1 from json_each(body, '$.events') where json_extract(value, '$.space') = ${space})`,
        );
      }
      if (cursor !== undefined) {
        const last = decodeCursor(cursor);
        query = query.where(sql<boolean>`(at, key) < (${last.at}, ${last.id})`);
      }
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('key', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, next } = toPage<StayRow>(
        rows.map(({ id, at, reference, body }) => ({ id, at, body: JSON.stringify({ key: id, reference, body }) })),
        limit,
      );
      return { items: await onRecord(items), ...(next !== undefined && { next }) };
    },
    async stay(reference) {
      const row = await kysely.selectFrom('stay').selectAll().where('reference', '=', reference).executeTakeFirst();
      return row && (await onRecord([row]))[0];
    },
    serviceStandards: () => serviceStandards(kysely),
    serviceTally: (query) => tally(kysely, query),
  };
}

/** A stay without events has no time, and no days. */
function timeOf({ events }: StayRecord): { readonly from: number; readonly to: number } {
  const at = events.map((event) => event.at);
  return at.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...at), to: Math.max(...at) + 30 * dayMs };
}

async function tally(kysely: Kysely<Tables>, query: ServiceTallyQuery): Promise<readonly ServiceTally[]> {
  const { from, to, standard, dayOf } = query;
  const { rows } = await sql<{
    key: string | number;
    met: number;
    missed: number;
    noEvidence: number;
    seconds: string;
  }>`
    select ${keyOf(query)} as key, sum(outcome = 'met') as met, sum(outcome = 'missed') as missed,
      sum(outcome = 'no-evidence') as noEvidence,
      json_group_array(seconds) filter (where seconds is not null and outcome in ('met', 'missed')) as seconds
    from ${judgedCells({ from, to, standard })} group by 1 order by 1`.execute(kysely);
  const sums = new Map<string, { met: number; missed: number; noEvidence: number; seconds: number[] }>();
  for (const { key, met, missed, noEvidence, seconds } of rows) {
    const name = typeof key === 'number' ? dayOf(key) : key;
    const sum = sums.get(name) ?? { met: 0, missed: 0, noEvidence: 0, seconds: [] };
    sums.set(name, sum);
    sum.met += met;
    sum.missed += missed;
    sum.noEvidence += noEvidence;
    sum.seconds = sum.seconds.concat(JSON.parse(seconds) as number[]);
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum, seconds: sum.seconds.sort((a, b) => a - b) }));
}

function keyOf({ by }: ServiceTallyQuery) {
  switch (by) {
    case 'day':
      return quarterOfAt;
    case 'space':
      return sql`coalesce(space, '')`;
    case 'floor':
      return sql`coalesce(floor, '')`;
    case 'riser':
      return sql`coalesce((select json_extract(space.body, '$.riser') from space where space.id = touchpoint.space), '')`;
    case 'standard':
      return sql`standard`;
  }
}
