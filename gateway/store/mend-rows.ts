// A disk that gives back other bits than it took must not keep the house closed: of the rows that a start reads, those that are
// damaged are made anew from the evidence, and what no evidence holds is set aside. Each is named; nothing is mended in silence.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { digestOf } from '../domain/evidence/evidence-record.ts';
import type { Fact, FactType, RecordedFact } from '../domain/facts.ts';
import type { SqlFile, SqlValue, SqlWrite } from '../ports.ts';
import { reasonOfDamage } from './dead-letters.ts';
import { fromColumn, sha256 } from './evidence-hash.ts';
import { checkedColumnsOf } from './row-checks.ts';
import { saysTheSame, shownColumns, shownRowOf } from './shown-rows.ts';
import {
  liveCells,
  liveEvents,
  livePushes,
  openTasks,
  recentDraws,
  samplesAfterCheckpoint,
  snapshotsCursor,
} from './start-rows.ts';
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
  /** The rows that a start reads, or more of them. */
  readonly read: RawBuilder<boolean>;
  readonly body?: string;
  /** What else goes with a row that no evidence makes anew. */
  readonly without?: SqlWrite;
  /** In a fact, where the row's body is: rows that say the fact's seq are compared with it. */
  readonly shows?: string;
}

const everyRow = sql<boolean>`true`;
/** Samples of before the last checkpoint are all that is left of a device whose snapshot is gone. */
const readAllSamples: SqlWrite = { sql: 'delete from cursor where name = ?', parameters: [snapshotsCursor] };

/** In an order in which each may ask those before it: snapshots say since when touchpoints are read. */
const mendables: readonly Mendable[] = [
  { table: 'space', types: ['space-changed'], subject: 'id', read: everyRow },
  { table: 'device', types: ['device-changed', 'device-revoked'], subject: 'id', read: everyRow },
  {
    table: 'standard',
    types: ['standard-changed', 'service-standard-changed'],
    subject: "id || '@' || version",
    read: everyRow,
  },
  { table: 'dispatch_plan', types: ['dispatch-changed'], subject: "'dispatch@' || version", read: everyRow },
  // A row whose body is no JSON cannot leave these two by its age either: their indexes hold what is read from it.
  { table: 'incident', types: ['incident-changed'], subject: 'id', read: everyRow },
  { table: 'command', types: ['command-changed'], subject: 'id', read: everyRow },
  { table: 'push', types: ['push-decided'], subject: 'id', read: livePushes },
  { table: 'recovery', types: ['recovery-granted'], subject: 'id', read: everyRow, shows: '$.recovery' },
  { table: 'task', types: ['task-changed'], subject: 'id', read: openTasks, shows: '$.task' },
  { table: 'draw', types: ['draw-judged', 'draw-closed'], subject: 'id', read: recentDraws, shows: '$.draw' },
  { table: 'stay', types: ['stay-changed'], subject: 'key', read: everyRow },
  { table: 'device_snapshot', types: [], subject: 'device', read: everyRow, body: 'state', without: readAllSamples },
  { table: 'sample_batch', types: [], subject: 'seq', read: samplesAfterCheckpoint, body: 'messages' },
  {
    table: 'touchpoint',
    types: ['touchpoint-recorded', 'touchpoint-judged'],
    subject: 'id',
    read: sql`(${liveEvents}) or (${liveCells})`,
    shows: '$.touchpoint',
  },
];

/** What is looked at of a damaged row; of all others their body alone. */
const columnsOf: Readonly<Partial<Record<keyof Tables, readonly string[]>>> = {
  ...shownColumns,
  stay: ['reference', 'body'],
};

export interface MendParts {
  readonly kysely: Kysely<Tables>;
  readonly file: SqlFile;
  /** The rows of the read tables that a fact writes. */
  readonly rowsOf: (recorded: RecordedFact) => readonly SqlWrite[];
}

export async function mendRows(parts: MendParts): Promise<readonly DamagedRow[]> {
  const { kysely, file } = parts;
  if (await areWhole(kysely)) return [];
  const damaged: DamagedRow[] = [];
  for (const mendable of mendables) {
    const { rows } = await damagedRows(mendable).execute(kysely);
    const writes: SqlWrite[] = [];
    for (const { id, seq } of rows) {
      const outcome = await mend(parts, mendable, String(id), seq);
      if (outcome === undefined) continue;
      damaged.push(outcome.row);
      writes.push(...outcome.writes);
    }
    if (writes.length > 0) await file.write(await withoutBodyIndexes(kysely, mendable.table, writes));
  }
  return damaged;
}

/** Asked of all tables at once, so that nothing waits for this thread between two. A table that fails because of another is not whole. */
async function areWhole(kysely: Kysely<Tables>): Promise<boolean> {
  const asked = mendables.map(async (mendable) => (await damagedRows(mendable).execute(kysely)).rows.length === 0);
  const answers = await Promise.allSettled(asked);
  return answers.every((answer) => answer.status === 'fulfilled' && answer.value);
}

/** Those whose JSON is none, whose checksum is another, and those that say something else than the fact that they show. */
function damagedRows({ table, subject, read, body = 'body', shows }: Mendable) {
  const checked = checkedColumnsOf(table)?.map((column) => sql.ref(column));
  const isOther = checked ? sql`crc is not null and crc <> row_crc(${sql.join(checked)})` : sql`false`;
  const row = sql`
    select ${sql.raw(subject)} as id, ${shows ? sql`seq` : sql`null`} as seq, ${sql.ref(body)} as body, ${isOther} as is_other
    from ${sql.table(table)} where (${read})`;
  const unlike = shows
    ? sql`or exists (select 1 from fact where fact.seq = shown.seq and json_valid(fact.body)
        and shown.body is not json_extract(fact.body, ${shows}))`
    : sql``;
  return sql<{ id: string | number; seq: number | null }>`
    select id, seq from (${row}) as shown where not json_valid(body) or is_other ${unlike}`;
}

async function mend({ kysely, rowsOf }: MendParts, mendable: Mendable, id: string, seq: number | null) {
  const { table, subject, body = 'body', without } = mendable;
  const found = await foundRow(kysely, mendable, id);
  const recorded = await wholeFact(kysely, mendable, id, seq);
  const shown = recorded && shownRowOf(recorded.fact, recorded.seq, recorded.at);
  if (shown !== undefined && saysTheSame(shown, found)) return undefined;
  const remade = recorded && rowsOf(withReference(recorded, found['reference']));
  // Of a stay the evidence holds all but what its guests prefer: it goes on without, and what was read is kept beside.
  const isWhole = remade !== undefined && table !== 'stay';
  const row: DamagedRow = { table, id, mended: isWhole };
  if (isWhole) return { row, writes: remade };
  const content = String(found[body] ?? '');
  // What can be read and no evidence holds is left for hub verify to judge. A snapshot is not worth that: samples tell it again.
  if (isJson(content) && remade === undefined && mendable.types.length > 0) return { row, writes: [] };
  const removal = { sql: `delete from ${table} where ${subject} = ?`, parameters: [id] };
  return {
    row,
    writes: [setAside(kysely, { table, id, content }), ...(remade ?? [removal, ...(without ? [without] : [])])],
  };
}

async function foundRow(kysely: Kysely<Tables>, { table, subject, body = 'body' }: Mendable, id: string) {
  const columns = (columnsOf[table] ?? [body]).map((column) => sql.ref(column));
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select ${sql.join(columns)} from ${sql.table(table)} where ${sql.raw(subject)} = ${id}`.execute(kysely);
  return rows[0] ?? {};
}

/** The evidence never had it: it is of the row, which lost its body alone. */
function withReference(recorded: RecordedFact, reference: unknown): RecordedFact {
  const { fact } = recorded;
  if (fact.type !== 'stay-changed') return recorded;
  return { ...recorded, fact: { ...fact, stay: { ...fact.stay, reference: String(reference) } } };
}

function setAside(kysely: Kysely<Tables>, { table, id, content }: { table: string; id: string; content: string }) {
  const { sql: text, parameters } = kysely
    .insertInto('dead_letter')
    .values({ projection: 'store', reason: reasonOfDamage(table, id), content })
    .onConflict((conflict) => conflict.doNothing())
    .compile();
  return { sql: text, parameters: parameters as readonly SqlValue[] };
}

/** Indexes of what is read from a body cannot let go of a row whose body is no JSON any more: they are made anew. */
async function withoutBodyIndexes(kysely: Kysely<Tables>, table: string, writes: readonly SqlWrite[]) {
  const generated = 2;
  const { rows: indexes } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'index' and tbl_name = ${table} and exists (
      select 1 from pragma_table_xinfo(${table}) as col where col.hidden = ${generated} and instr(sql, col.name) > 0)`.execute(
    kysely,
  );
  const drops = indexes.map(({ name }) => ({ sql: `drop index ${name}`, parameters: [] }));
  const makes = indexes.map((index) => ({ sql: index.sql, parameters: [] }));
  return [...drops, ...writes, ...makes];
}

/** The fact that the row shows, else the last about it; only where it still is what it was when it was recorded. */
async function wholeFact(
  kysely: Kysely<Tables>,
  { types }: Mendable,
  id: string,
  seq: number | null,
): Promise<RecordedFact | undefined> {
  if (types.length === 0) return undefined;
  let query = kysely.selectFrom('fact').selectAll();
  query = seq === null ? query.where('type', 'in', types).where('subject', '=', id) : query.where('seq', '=', seq);
  const found = await query.orderBy('seq', 'desc').limit(1).executeTakeFirst();
  if (found === undefined) return undefined;
  const { digest, ...record } = found;
  if (digestOf(record, sha256) !== fromColumn(digest)) return undefined;
  return { seq: record.seq, at: record.at, fact: JSON.parse(record.body) as Fact };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
