// What may leave the store, and when. Each step removes a bounded number of rows, so that intake never waits behind it;
// nothing leaves that a projection or a restart still has to read.
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type { SqlFile, SqlValue } from '../ports.ts';
import { sampleBatchesAtOnce } from './sample-batches.ts';
import { snapshotsCursor, taskIsOver } from './start-rows.ts';
import type { Tables } from './tables.ts';

/** House default; water-safety records demand five years. Days. */
export const evidenceDays = 5 * 366;
export const telemetryDays = 90;
/** A picture says what a task needed to have said; long after, it only shows a guest's room. Days. */
export const photoDays = 90;
/** A day longer than a device's own time is believed, so that no repeat is ever taken for new. Days. */
export const seenDays = 91;

export interface Retention {
  /**
   * Samples that every one of `projections` and the snapshots of all devices have passed; those received before `before`
   * need no snapshot. Resolves with the number of rows removed, as all of these do. Instants are Unix ms.
   */
  dropSamples(passedBy: readonly string[], before: number): Promise<number>;
  /** What days that were sealed before `before` hold, as far as every projection has passed it; unset where there is nothing. */
  oldEvidence(before: number): Promise<OldEvidence | undefined>;
  /**
   * Facts of whole sealed days, whose removal is on record already, and what lists show of them; open tasks and incidents stay
   * whatever their age. The seals stay, so that the days around them can still be proven.
   */
  dropEvidence(before: number, old: OldEvidence): Promise<number>;
  /** What is about no evidence: incidents, and what phones were told. */
  dropEvents(before: number): Promise<number>;
  oldPhotos(before: number): Promise<number>;
  dropPhotos(before: number): Promise<number>;
  forgetSeen(before: number): Promise<number>;
  dropExpiredSessions(now: number): Promise<number>;
}

export interface OldEvidence {
  /** The last day, `2026-03-29`. */
  readonly day: string;
  readonly lastSeq: number;
}

const rowsAtOnce = 5_000;

export function createRetention({ kysely, file }: { kysely: Kysely<Tables>; file: SqlFile }): Retention {
  async function run(statement: RawBuilder<unknown>, atOnce = rowsAtOnce): Promise<number> {
    const { sql: text, parameters }: CompiledQuery = statement.compile(kysely);
    let removed = 0;
    for (;;) {
      const rows = await file.write([{ sql: text, parameters: parameters as readonly SqlValue[] }]);
      removed += rows;
      if (rows < atOnce) return removed;
    }
  }

  return {
    dropSamples: (passedBy, before) =>
      run(
        sql`
          delete from sample_batch where seq in (
            select seq from sample_batch where seq <= ${passedByAll(passedBy)}
              and (seq <= ${passedByAll([snapshotsCursor])} or received_at < ${before})
            order by seq limit ${sampleBatchesAtOnce})`,
        sampleBatchesAtOnce,
      ),

    async oldEvidence(before) {
      const { rows } = await sql<OldEvidence>`
        select day, last_seq as lastSeq from seal
        where sealed_at < ${before} and last_seq <= (select coalesce(min(seq), 0) from cursor)
          and last_seq >= (select min(seq) from fact)
        order by number desc limit 1`.execute(kysely);
      return rows[0];
    },
    async dropEvidence(before, { lastSeq }) {
      const facts = await run(
        sql`delete from fact where seq in (select seq from fact where seq <= ${lastSeq} order by seq limit ${rowsAtOnce})`,
      );
      const draws = await run(oldest('draw', sql`started_at < ${before} and seq <= ${lastSeq}`));
      const touchpoints = await run(oldest('touchpoint', sql`at < ${before} and seq <= ${lastSeq}`));
      const tasks = await run(oldest('task', sql`opened_at < ${before} and seq <= ${lastSeq} and ${taskIsOver}`));
      const recoveries = await run(oldest('recovery', sql`at < ${before} and seq <= ${lastSeq}`));
      await run(sql`
        delete from recovery_reason where recovery in (
          select recovery from recovery_reason where recovery not in (select id from recovery) limit ${rowsAtOnce})`);
      const noted = await run(oldest('noted_action', sql`at < ${before} and seq <= ${lastSeq}`));
      return facts + draws + touchpoints + tasks + recoveries + noted;
    },
    async dropEvents(before) {
      const incidents = await run(oldest('incident', sql`opened_at < ${before} and closed_at is not null`));
      const pushes = await run(oldest('push', sql`at < ${before} and decision <> 'bundled'`));
      const commands = await run(oldest('command', sql`sent_at < ${before} and state <> 'sent'`));
      return incidents + pushes + commands;
    },

    async oldPhotos(before) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from photo where at < ${before}`.execute(kysely);
      return rows[0]!.count;
    },
    dropPhotos: (before) => run(oldest('photo', sql`at < ${before}`)),
    forgetSeen: (before) =>
      run(sql`delete from seen where key in (select key from seen where at < ${before} limit ${rowsAtOnce})`),
    dropExpiredSessions: (now) => run(sql`delete from session where expires_at <= ${now}`),
  };
}

/** A projection that has no cursor yet has passed nothing. */
function passedByAll(projections: readonly string[]): RawBuilder<number> {
  const each = projections.map((name) => sql`coalesce((select seq from cursor where name = ${name}), 0)`);
  return each.length === 1 ? sql`${each[0]}` : sql`min(${sql.join(each)})`;
}

function oldest(
  table: 'draw' | 'touchpoint' | 'task' | 'incident' | 'push' | 'recovery' | 'noted_action' | 'command' | 'photo',
  condition: RawBuilder<unknown>,
) {
  return sql`delete from ${sql.table(table)} where id in (select id from ${sql.table(table)} where ${condition} limit ${rowsAtOnce})`;
}
