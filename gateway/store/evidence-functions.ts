// What hub.db's own SQL asks of the chain: the link of a record is made where its place is decided, in the writer's transaction.
import { digestOf, linkOf } from '../domain/evidence/evidence-record.ts';
import { fromColumn, sha256, toColumn } from './evidence-hash.ts';
import type { SqlFunctions } from './sqlite-connection.ts';

export const sqlFunctions: SqlFunctions['sqlFunctions'] = {
  evidence_digest: (at: number, type: string, subject: string, body: string) =>
    toColumn(digestOf({ at, type, subject, body }, sha256)),
  evidence_link: (previous: Uint8Array, seq: number, digest: Uint8Array) =>
    toColumn(linkOf(fromColumn(previous), { seq, digest: fromColumn(digest) }, sha256)),
};

export const sqlAggregates: SqlFunctions['sqlAggregates'] = {};
