// Stays and touchpoints as the domain knows them, from the rows that hold them: read the same for a start, for lists, for a replay.
import { type Kysely, sql } from 'kysely';
import type { StayRecord } from '../domain/stays/stay.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { Tables } from './tables.ts';

export function toStayRecord({ body, reference }: Pick<Tables['stay'], 'body' | 'reference'>): StayRecord {
  return { ...JSON.parse(body), reference };
}

/** What the property was ever told to have. */
export async function toldWords(kysely: Kysely<Tables>): Promise<string[]> {
  return (await kysely.selectFrom('told_of').selectAll().execute()).map(({ word }) => word);
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
