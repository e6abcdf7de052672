// A disk that gives back other bits than it took must not keep the house closed: of the rows that a start reads, those that are
// damaged are made anew from the evidence, and what no evidence holds is set aside. Each is named; nothing is mended in silence.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { digestOf } from '../domain/evidence/evidence-record.ts';
import type { Fact, FactType, RecordedFact } from '../domain/facts.ts';
import type { SqlFile, SqlWrite } from '../ports.ts';
import { fromColumn, sha256 } from './evidence-hash.ts';
import { shownRowOf } from './shown-rows.ts';
import type { Tables } from './tables.ts';

export interface DamagedRow {
  readonly table: string;
  readonly id: string;
  /** False: no evidence holds it whole; it was set aside among the dead letters. */
  readonly mended: boolean;
}

interface Mendable {
  readonly table: keyof Tables;
  /** The facts that make its rows; none: nothing is lost with a row but the time to read samples again. */
  readonly types: readonly FactType[];
  /** SQL: what the facts have as subject. */
  readonly subject: string;
  /** SQL: the rows that a start reads. */
  readonly read: string;
  readonly body?: string;
  /** In a fact, where the row's body is: rows that say the fact's seq are compared with it. */
  readonly shows?: string;
}

const dayMs = 24 * 3_600_000;
const since = (table: string, column: string, days: number) =>
  `${column} >= (select max(${column}) from ${table}) - ${days * dayMs}`;

const mendables: readonly Mendable[] = [
  { table: 'space', types: ['space-changed'], subject: 'id', read: 'true' },
  { table: 'device', types: ['device-changed', 'device-revoked'], subject: 'id', read: 'true' },
  {
    table: 'standard',
    types: ['standard-changed', 'service-standard-changed'],
    subject: "id || '@' || version",
    read: 'true',
  },
  { table: 'dispatch_plan', types: ['dispatch-changed'], subject: "'dispatch@' || version", read: 'true' },
  { table: 'incident', types: ['incident-changed'], subject: 'id', read: 'true' },
  { table: 'command', types: ['command-changed'], subject: 'id', read: 'true' },
  { table: 'push', types: ['push-decided'], subject: 'id', read: `decision = 'bundled' or ${since('push', 'at', 1)}` },
  { table: 'recovery', types: ['recovery-granted'], subject: 'id', read: 'true' },
  {
    table: 'task',
    types: ['task-changed'],
    subject: 'id',
    read: "state not in ('verified', 'cancelled')",
    shows: '$.task',
  },
  {
    table: 'draw',
    types: ['draw-judged', 'draw-closed'],
    subject: 'id',
    read: since('draw', 'started_at', 1),
    shows: '$.draw',
  },
  {
    table: 'touchpoint',
    types: ['touchpoint-recorded', 'touchpoint-judged'],
    subject: 'id',
    read: `stay is not null or ${since('touchpoint', 'at', 7)}`,
    shows: '$.touchpoint',
  },
  { table: 'device_snapshot', types: [], subject: 'device', read: 'true', body: 'state' },
  {
    table: 'sample_batch',
    types: [],
    subject: 'seq',
    read: 'seq > coalesce((select seq from device_snapshot where device_snapshot.device = sample_batch.device), 0)',
  },
];

interface MendParts {
  readonly kysely: Kysely<Tables>;
  readonly file: SqlFile;
  /** The rows of the read tables that a fact writes. */
  readonly rowsOf: (recorded: RecordedFact) => readonly SqlWrite[];
}

export async function mendRows(parts: MendParts): Promise<readonly DamagedRow[]> {
  const { kysely } = parts;
  const damaged: DamagedRow[] = [];
  for (const mendable of mendables) {
    const { rows } = await damagedRows(mendable).execute(kysely);
    for (const { id, seq } of rows) {
      const outcome = await mend(parts, mendable, String(id), seq);
      if (outcome !== undefined) damaged.push(outcome);
    }
  }
  return damaged;
}

/** Those whose JSON is none, and those that say something else than the fact that they show. */
function damagedRows({ table, subject, read, body = 'body', shows }: Mendable) {
  const row = `select ${subject} as id, ${shows ? 'seq' : 'null'} as seq, ${body} as body from ${table} where (${read})`;
  const unlike = shows
    ? `or exists (select 1 from fact where fact.seq = shown.seq and json_valid(fact.body)
        and shown.body is not json_extract(fact.body, '${shows}'))`
    : '';
  return sql.raw(`select id, seq from (${row}) as shown where not json_valid(body) ${unlike}`) as RawBuilder<{
    id: string | number;
    seq: number | null;
  }>;
}

async function mend(parts: MendParts, mendable: Mendable, id: string, seq: number | null) {
  const { kysely, file, rowsOf } = parts;
  const { table, subject, body = 'body' } = mendable;
  const name = String(table);
  const where = `${subject} = ?`;
  const { rows } = await sql<{ body: string }>`
    select ${sql.raw(body)} as body from ${sql.raw(name)} where ${sql.raw(subject)} = ${id}`.execute(kysely);
  const found = rows[0]?.body ?? '';
  for (const recorded of await wholeFacts(kysely, mendable, id, seq)) {
    const shown = shownRowOf(recorded.fact, recorded.seq, recorded.at);
    if (shown !== undefined && isTheSame(shown.row['body'], found)) return undefined;
    await file.write(await withoutIndexes(kysely, name, rowsOf(recorded)));
    return { table: name, id, mended: true };
  }
  // What can be read is left for hub verify to judge: there is nothing whole to put in its place.
  if (isJson(found)) return { table: name, id, mended: false };
  const letter = { projection: 'store', reason: `damaged: ${name} ${id}`, content: found };
  await kysely
    .insertInto('dead_letter')
    .values(letter)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const removal = { sql: `delete from ${name} where ${where}`, parameters: [id] };
  await file.write(await withoutIndexes(kysely, name, [removal]));
  return { table: name, id, mended: false };
}

/** Indexes of what is read from a body cannot let go of a row whose body is no JSON any more: they are made anew. */
async function withoutIndexes(kysely: Kysely<Tables>, table: string, writes: readonly SqlWrite[]): Promise<SqlWrite[]> {
  const { rows: indexes } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'index' and tbl_name = ${table} and sql is not null`.execute(
    kysely,
  );
  const drops = indexes.map(({ name }) => ({ sql: `drop index ${name}`, parameters: [] }));
  const makes = indexes.map((index) => ({ sql: index.sql, parameters: [] }));
  return [...drops, ...writes, ...makes];
}

/** The fact that the row shows, else the last about it; only what still is what it was when it was recorded. */
async function wholeFacts(kysely: Kysely<Tables>, { types }: Mendable, id: string, seq: number | null) {
  if (types.length === 0) return [];
  let query = kysely.selectFrom('fact').selectAll();
  query = seq === null ? query.where('type', 'in', types).where('subject', '=', id) : query.where('seq', '=', seq);
  const rows = await query.orderBy('seq', 'desc').limit(1).execute();
  return rows
    .filter(({ digest, ...row }) => digestOf(row, sha256) === fromColumn(digest))
    .map((row): RecordedFact => ({ seq: row.seq, at: row.at, fact: JSON.parse(row.body) as Fact }));
}

/** A stay that was erased since is gone from the row alone. */
function isTheSame(said: unknown, found: string): boolean {
  if (said === found) return true;
  const { stay: _stay, ...rest } = JSON.parse(String(said)) as Record<string, unknown>;
  return JSON.stringify(rest) === found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
