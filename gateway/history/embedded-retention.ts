// What may leave history.db: telemetry of long ago, and evidence after its years. In bounded steps, so that writes never wait.
import type { SqlFile } from '../ports.ts';

export interface EmbeddedRetention {
  /** Instants are Unix ms; each resolves with the number of rows removed. */
  dropTelemetry(before: number): Promise<number>;
  /** `beforeDay`: the first day that stays, `2026-03-29`; months stay whole while any of their days does. */
  dropEvidence(before: number, beforeDay: string): Promise<number>;
}

const rowsAtOnce = 5_000;
/** As `quarter_tally` has them: one stays whole while any of its draws does. */
const quarterMs = 15 * 60_000;

// Each device is looked up after the one before it: a scan of all telemetry would take minutes.
const allDevices = `
  with recursive each(device) as (
    select min(device) from telemetry
    union all select (select min(device) from telemetry where device > each.device) from each where each.device is not null)
  select device from each where device is not null`;

export function createEmbeddedRetention(file: SqlFile): EmbeddedRetention {
  async function inSteps(sql: string, parameters: readonly (string | number)[]): Promise<number> {
    let removed = 0;
    for (;;) {
      const rows = await file.write([{ sql, parameters: [...parameters, rowsAtOnce] }]);
      removed += rows;
      if (rows < rowsAtOnce) return removed;
    }
  }

  return {
    async dropTelemetry(before) {
      let removed = 0;
      for (const { device } of await file.read<{ device: string }>(allDevices)) {
        removed += await inSteps(
          `delete from telemetry where device = ?1 and at in (
            select at from telemetry where device = ?1 and at < ?2 order by at limit ?3)`,
          [device, before],
        );
      }
      return removed;
    },
    async dropEvidence(before, beforeDay) {
      const draws = await inSteps(
        `delete from verdict where (draw, standard) in (
          select draw, standard from verdict where started_at < ? order by started_at limit ?)`,
        [before],
      );
      await file.write([
        { sql: "delete from tally where level in ('day', 'house') and start < ?", parameters: [beforeDay] },
        { sql: "delete from tally where level = 'month' and start < ?", parameters: [beforeDay.slice(0, 7)] },
        { sql: 'delete from quarter_tally where at < ?', parameters: [before - quarterMs] },
      ]);
      return draws;
    },
  };
}
