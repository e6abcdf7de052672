// What the ledger of touchpoints needs to go on after a restart: stays, what was told lately or names a stay, cells, silences.
import { type Kysely, sql } from 'kysely';
import type { JourneyMemory } from '../domain/journey/journey-state.ts';
import type { Silence } from '../domain/journey/silence.ts';
import type { ServiceStandard } from '../domain/standards/service-standard.ts';
import type { StayRecord } from '../domain/stays/stay.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { Tables } from './tables.ts';

const dayMs = 24 * 3_600_000;
/** Evidence that names no stay is judged by for two days, cells of days and occurrences are looked at for a week. */
const eventsMs = 3 * dayMs;
const cellsMs = 7 * dayMs;
const silencesMs = 90 * dayMs;

export async function recoverJourney(kysely: Kysely<Tables>): Promise<JourneyMemory> {
  const lastAt = await lastInstant(kysely);
  const since = lastAt ?? 0;
  const { rows: stays } = await sql<{ body: string; reference: string }>`
    select body, reference from stay order by key`.execute(kysely);
  const { rows: silences } = await sql<Silence>`
    select source, from_at as "from", to_at as "to" from silence where to_at >= ${since - silencesMs}
    order by to_at`.execute(kysely);
  const { rows: standards } = await sql<{ body: string }>`
    select body from standard where json_extract(body, '$.kind') is not null order by id, version`.execute(kysely);
  return {
    ...(lastAt !== undefined && { lastAt }),
    stays: stays.map(({ body, reference }): StayRecord => ({ ...JSON.parse(body), reference })),
    events: await touchpointsWhere(
      kysely,
      sql`standard is null and (stay is not null or touchpoint.at >= ${since - eventsMs})`,
    ),
    cells: await touchpointsWhere(
      kysely,
      sql`standard is not null and (stay is not null or touchpoint.at >= ${since - cellsMs})`,
    ),
    silences,
    words: (await kysely.selectFrom('told_of').selectAll().execute()).map(({ word }) => word),
    standards: standards.map(({ body }) => JSON.parse(body) as ServiceStandard),
  };
}

/** With the senders' references of the stays that are not erased; the oldest first. */
export async function touchpointsWhere(
  kysely: Kysely<Tables>,
  condition: ReturnType<typeof sql>,
): Promise<TouchpointEvent[]> {
  const { rows } = await sql<{ body: string; reference: string | null }>`
    select touchpoint.body, reference from touchpoint left join stay on stay.key = touchpoint.stay
    where ${condition} order by touchpoint.at, touchpoint.id`.execute(kysely);
  return rows.map(({ body, reference }) => withReference(JSON.parse(body), reference));
}

export function withReference(event: TouchpointEvent, reference: string | null): TouchpointEvent {
  return reference === null ? event : { ...event, stayReference: reference };
}

/** The senders' references of the stays that events belong to, by key; what is erased is not among them. */
export async function referencesOf(
  kysely: Kysely<Tables>,
  events: readonly { readonly stay?: string }[],
): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(events.flatMap(({ stay }) => stay ?? []))];
  if (keys.length === 0) return new Map();
  const rows = await kysely.selectFrom('stay').select(['key', 'reference']).where('key', 'in', keys).execute();
  return new Map(rows.map(({ key, reference }) => [key, reference]));
}

/** The hub was surely awake at this instant. */
async function lastInstant(kysely: Kysely<Tables>): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select max(
      coalesce((select at from fact order by seq desc limit 1), 0),
      coalesce((select received_at from sample_batch order by seq desc limit 1), 0),
      coalesce((select max(json_extract(state, '$.lastHeardAt')) from device_snapshot), 0)) as at`.execute(kysely);
  return rows[0]?.at || undefined;
}
