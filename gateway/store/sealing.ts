// Seals the days that are over. Off the hot path: it reads as any list does, and writes one row a day.
import { type Kysely, sql } from 'kysely';
import { firstSealHash, type Seal, sealHash } from '../domain/evidence/seal.ts';
import type { SqlFile } from '../ports.ts';
import { fromColumn, sha256, toColumn } from './evidence-hash.ts';
import { createRowWrite } from './row-writes.ts';
import type { Tables } from './tables.ts';

/** A day of the property; instants are Unix ms. */
interface Day {
  readonly key: string;
  readonly from: number;
  /** The first instant of the next day. */
  readonly to: number;
}

export interface Sealing {
  /**
   * Seals what lies before the day of `now`, a seal a day that has records, and resolves with the new seals. What is on record
   * is taken in its order: a clock that was set back neither opens a day again nor splits the order.
   */
  sealDays(now: number): Promise<readonly Seal[]>;
}

export interface SealingParts {
  readonly kysely: Kysely<Tables>;
  readonly file: SqlFile;
  readonly dayAt: (at: number) => Day;
}

export function createSealing({ kysely, file, dayAt }: SealingParts): Sealing {
  const write = createRowWrite(kysely, 'seal', {
    columns: ['number', 'day', 'first_seq', 'last_seq', 'count', 'head', 'sealed_at', 'previous', 'hash'],
  });

  async function seqOf(query: ReturnType<typeof sql<{ seq: number; at: number }>>) {
    return (await query.execute(kysely)).rows[0];
  }

  /** The records of the next day that is over, if there are any. */
  async function nextSpan(
    after: number,
    today: Day,
  ): Promise<{ readonly day: string; readonly last: number } | undefined> {
    const first = await seqOf(sql`select seq, at from fact where seq > ${after} order by seq limit 1`);
    const lastPast = await seqOf(
      sql`select seq, at from fact where seq > ${after} and at < ${today.from} order by seq desc limit 1`,
    );
    if (first === undefined || lastPast === undefined) return undefined;
    // What a clock that ran ahead has stamped belongs to the day before this one, at the latest.
    const day = dayAt(Math.min(first.at, today.from - 1));
    const later = await seqOf(
      sql`select seq, at from fact where seq > ${first.seq} and seq <= ${lastPast.seq} and at >= ${day.to} order by seq limit 1`,
    );
    const last =
      later && (await seqOf(sql`select seq, at from fact where seq < ${later.seq} order by seq desc limit 1`));
    return { day: day.key, last: last?.seq ?? lastPast.seq };
  }

  async function sealNext(now: number): Promise<Seal | undefined> {
    const before = await kysely.selectFrom('seal').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
    const after = before?.last_seq ?? 0;
    const span = await nextSpan(after, dayAt(now));
    if (span === undefined) return undefined;
    const { rows } = await sql<{ first: number; count: number; head: Uint8Array }>`
      select min(seq) as first, count(*) as count, (select link from fact where seq = ${span.last}) as head
      from fact where seq > ${after} and seq <= ${span.last}`.execute(kysely);
    const { first, count, head } = rows[0]!;
    const seal = {
      number: (before?.number ?? 0) + 1,
      day: span.day,
      firstSeq: first,
      lastSeq: span.last,
      count,
      head: fromColumn(head),
      sealedAt: now,
      previous: before === undefined ? firstSealHash : fromColumn(before.hash),
    };
    const hash = sealHash(seal, sha256);
    await file.write([
      write({
        number: seal.number,
        day: seal.day,
        first_seq: seal.firstSeq,
        last_seq: seal.lastSeq,
        count,
        head,
        sealed_at: now,
        previous: toColumn(seal.previous),
        hash: toColumn(hash),
      }),
    ]);
    return { ...seal, hash };
  }

  return {
    async sealDays(now) {
      const made: Seal[] = [];
      for (let seal = await sealNext(now); seal !== undefined; seal = await sealNext(now)) made.push(seal);
      return made;
    },
  };
}
