// The evidence of a data directory, read beside a hub that runs or without one: one snapshot of what is committed, row by row.
import { DatabaseSync } from 'node:sqlite';
import type { ChainHead } from '../domain/evidence/check-chain.ts';
import type { EvidenceRecord } from '../domain/evidence/evidence-record.ts';
import type { Seal } from '../domain/evidence/seal.ts';
import type { Fact } from '../domain/facts.ts';
import type { NotedActionOnRecord } from '../ports.ts';
import { fromColumn } from './evidence-hash.ts';
import { hubFile } from './hub-file.ts';
import { type ShownTable, shownColumns } from './shown-rows.ts';
import type { Tables } from './tables.ts';

/** Both ends belong to it. */
export interface SeqRange {
  readonly from?: number;
  readonly to?: number;
}

export interface EvidenceReader {
  /** Whose evidence it is; undefined where no start has kept that yet. */
  property(): string | undefined;
  seals(): readonly Seal[];
  head(): ChainHead;
  records(range: SeqRange): Generator<EvidenceRecord>;
  /** How many records a range has. */
  count(range: SeqRange): number;
  /** The last record that a removal on record let go of, 0 where none did. */
  removedUntil(): number;
  /** The row that shows a record's subject now. */
  shown(table: ShownTable, id: string): Readonly<Record<string, unknown>> | undefined;
  /** Of a stay that is not erased: its reference, and what that is hashed with, hex. */
  secretOf(reference: string): readonly [string, string] | undefined;
  /** Rows that show no record: each by its table and id. */
  unfounded(): Iterable<{ readonly table: ShownTable; readonly id: string }>;
  /** The export on record whose rows have this SHA-256. */
  exportNoted(sha256: string): NotedActionOnRecord | undefined;
  close(): void;
}

/** @throws where there is no hub.db, or one that this hub does not know. */
export function openEvidence(path: string): EvidenceReader {
  const connection = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const { user_version: schema } = connection.prepare('PRAGMA user_version').get() as { user_version: number };
    if (schema !== hubFile.migrations.length) {
      const known = `expected the schema of this hub (${hubFile.migrations.length}), found ${schema}`;
      throw new Error(`${path}: ${known}; start the hub that fits, once`);
    }
    connection.exec('BEGIN');
  } catch (error) {
    connection.close();
    throw error;
  }

  const one = <Row>(text: string, ...values: (number | string)[]) =>
    connection.prepare(text).get(...values) as Row | undefined;
  const bounds = ({ from = 0, to = Number.MAX_SAFE_INTEGER }: SeqRange): [number, number] => [from, to];
  const shownRows = new Map(
    (Object.keys(shownColumns) as ShownTable[]).map((table) => [
      table,
      connection.prepare(`select ${shownColumns[table].join(', ')} from ${table} where id = ?`),
    ]),
  );

  return {
    property: () => one<Tables['property']>('select id from property')?.id,
    seals: () =>
      (connection.prepare('select * from seal order by number').all() as unknown as Tables['seal'][]).map(toSeal),
    head() {
      const { link, ...head } = one<Tables['evidence_head']>('select seq, link, count from evidence_head')!;
      return { ...head, link: fromColumn(link) };
    },
    *records(range) {
      const rows = connection
        .prepare('select * from fact where seq >= ? and seq <= ? order by seq')
        .iterate(...bounds(range));
      for (const row of rows as unknown as Iterable<Tables['fact']>) yield toRecord(row);
    },
    count: (range) =>
      one<{ count: number }>('select count(*) as count from fact where seq >= ? and seq <= ?', ...bounds(range))!.count,
    removedUntil() {
      const noted = one<{ body: string }>(
        `select fact.body from noted_action join fact on fact.seq = noted_action.seq
         where action = 'evidence-removed' order by noted_action.seq desc limit 1`,
      );
      if (noted === undefined) return 0;
      const fact = JSON.parse(noted.body) as Fact;
      return fact.type === 'action-noted' ? Number(fact.noted.data?.['lastSeq'] ?? 0) : 0;
    },
    shown: (table, id) => shownRows.get(table)?.get(id),
    secretOf(reference) {
      const found = one<{ secret: Uint8Array }>(
        'select secret from stay_secret join stay on stay.key = stay_secret.stay where reference = ?',
        reference,
      );
      return found && [reference, fromColumn(found.secret)];
    },
    *unfounded() {
      for (const table of Object.keys(shownColumns) as ShownTable[]) {
        // A row whose fact is gone by its age is older than the first fact that is left.
        const rows = connection
          .prepare(
            `select id from ${table} where seq is null
              or (seq >= (select min(seq) from fact) and not exists (select 1 from fact where fact.seq = ${table}.seq))`,
          )
          .iterate() as unknown as Iterable<{ id: string }>;
        for (const { id } of rows) yield { table, id };
      }
    },
    exportNoted(sha256) {
      const noted = one<{ body: string }>(
        `select body from noted_action where action = 'evidence-exported' and json_extract(body, '$.data.sha256') = ?
         order by at, id limit 1`,
        sha256,
      );
      return noted && (JSON.parse(noted.body) as NotedActionOnRecord);
    },
    close: () => connection.close(),
  };
}

function toSeal(row: Tables['seal']): Seal {
  return {
    number: row.number,
    day: row.day,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    count: row.count,
    head: fromColumn(row.head),
    sealedAt: row.sealed_at,
    previous: fromColumn(row.previous),
    hash: fromColumn(row.hash),
  };
}

/** A column that is gone or of another type fits no hash, so it is found like any other change. */
function toRecord({ digest, link, ...row }: Tables['fact']): EvidenceRecord {
  const hexOf = (bytes: unknown) => (bytes instanceof Uint8Array ? fromColumn(bytes) : '');
  return { ...row, digest: hexOf(digest), link: hexOf(link) };
}
