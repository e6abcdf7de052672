// Every version of every standard, of warm-up and of service: one table holds both, and only a service standard has a kind.
import { type Kysely, sql } from 'kysely';
import type { WarmUpStandard } from '../domain/standard.ts';
import type { ServiceStandard } from '../domain/standards/service-standard.ts';
import type { Tables } from './tables.ts';

export function warmUpStandards(kysely: Kysely<Tables>): Promise<WarmUpStandard[]> {
  return standardsWhose(kysely, 'is null');
}

export function serviceStandards(kysely: Kysely<Tables>): Promise<ServiceStandard[]> {
  return standardsWhose(kysely, 'is not null');
}

async function standardsWhose<T>(kysely: Kysely<Tables>, kind: 'is null' | 'is not null'): Promise<T[]> {
  const { rows } = await sql<{ body: string }>`
    select body from standard where json_extract(body, '$.kind') ${sql.raw(kind)} order by id, version`.execute(kysely);
  return rows.map(({ body }) => JSON.parse(body) as T);
}
