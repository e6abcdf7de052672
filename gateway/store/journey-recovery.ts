// What the ledger of touchpoints needs to go on after a restart: stays, what was told lately or names a stay, cells, silences.
import { type Kysely, sql } from 'kysely';
import type { JourneyMemory } from '../domain/journey/journey-state.ts';
import type { Silence } from '../domain/journey/silence.ts';
import { toldWords, toStayRecord, touchpointsWhere } from './journey-rows.ts';
import { serviceStandards } from './standard-rows.ts';
import { lastInstant, liveCells, liveEvents } from './start-rows.ts';
import type { Tables } from './tables.ts';

const silencesMs = 90 * 24 * 3_600_000;

export async function recoverJourney(kysely: Kysely<Tables>): Promise<JourneyMemory> {
  const { rows: instants } = await sql<{ at: number }>`select ${lastInstant} as at`.execute(kysely);
  const lastAt = instants[0]?.at || undefined;
  const { rows: silences } = await sql<Silence>`
    select source, from_at as "from", to_at as "to" from silence where to_at >= ${(lastAt ?? 0) - silencesMs}
    order by to_at`.execute(kysely);
  const stays = await kysely.selectFrom('stay').select(['body', 'reference']).orderBy('key').execute();
  return {
    ...(lastAt !== undefined && { lastAt }),
    stays: stays.map(toStayRecord),
    events: await touchpointsWhere(kysely, liveEvents),
    cells: await touchpointsWhere(kysely, liveCells),
    silences,
    words: await toldWords(kysely),
    standards: await serviceStandards(kysely),
  };
}
