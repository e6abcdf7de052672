// What hub.db's own SQL asks: the link of a record, made where its place is decided, in the writer's transaction; whether a row is what
// was written; and what stands of a task's history.
import { digestOf, linkOf } from '../domain/evidence/evidence-record.ts';
import { standing } from '../domain/tasks/take-back.ts';
import { fromColumn, sha256, toColumn } from './evidence-hash.ts';
import { rowCrc } from './row-checks.ts';
import type { SqlFunctions } from './sqlite-connection.ts';

export const sqlFunctions: SqlFunctions['sqlFunctions'] = {
  evidence_digest: (at: number, type: string, subject: string, body: string) =>
    toColumn(digestOf({ at, type, subject, body }, sha256)),
  evidence_link: (previous: Uint8Array, seq: number, digest: Uint8Array) =>
    toColumn(linkOf(fromColumn(previous), { seq, digest: fromColumn(digest) }, sha256)),
  row_crc: rowCrc,
  /** `standing_steps(history)`: without what was taken back. JSON. */
  standing_steps: (history: string) => JSON.stringify(standing(JSON.parse(history))),
};

export const sqlAggregates: SqlFunctions['sqlAggregates'] = {};
