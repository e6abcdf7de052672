// The ledger's rows by what managers ask of them, and one row with all that it ever said: a correction never hides what stood
// there before.
import { type Kysely, sql } from 'kysely';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { Records, TouchpointQuery } from '../ports.ts';
import { referencesOf, toldWords, withReference } from './journey-rows.ts';
import type { Tables } from './tables.ts';

/** What the evidence of a cell may name. */
const evidenceNames = ['event', 'dispense', 'occurrence'] as const;

export function createTouchpointRecords(
  kysely: Kysely<Tables>,
  byId: (id: string) => Promise<TouchpointEvent | undefined>,
): Pick<Records, 'touchpoint' | 'toldWords'> {
  return {
    async touchpoint(id) {
      const current = await byId(id);
      if (current === undefined) return undefined;
      const { rows: facts } = await sql<{ at: number; body: string }>`
        select at, body from fact where subject = ${id} and type = 'touchpoint-judged' order by seq`.execute(kysely);
      const named = await Promise.all(
        evidenceNames.map((name) => {
          const event = current.evidence[name];
          return typeof event === 'string' ? byId(event) : undefined;
        }),
      );
      const told = named.filter((event) => event !== undefined);
      const references = await referencesOf(kysely, [current, ...told]);
      const known = (event: TouchpointEvent) => withReference(event, references.get(event.stay ?? '') ?? null);
      return {
        touchpoint: known(current),
        said: facts.map(({ at, body }) => ({ at, touchpoint: known(JSON.parse(body).touchpoint) })),
        told: told.map(known),
      };
    },
    toldWords: async () => new Set(await toldWords(kysely)),
  };
}

/** Conditions beside the columns: what the body says of place. */
export function placeConditions({ space, floor, riser }: TouchpointQuery) {
  return [
    ...(space === undefined ? [] : [sql<boolean>`json_extract(body, '$.space') = ${space}`]),
    ...floorConditions(floor),
    ...(riser === undefined ? [] : [sql<boolean>`${riserOf} = ${riser}`]),
  ];
}

/** Of a row whose body has a floor; '' where none is set. */
export function floorConditions(floor: string | undefined) {
  return floor === undefined ? [] : [sql<boolean>`coalesce(json_extract(body, '$.floor'), '') = ${floor}`];
}

const riserOf = sql`coalesce((select json_extract(space.body, '$.riser') from space
  where space.id = json_extract(touchpoint.body, '$.space')), '')`;
