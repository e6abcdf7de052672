// The time series where no InfluxDB is set: the same questions answered from an SQLite file of its own, so that telemetry
// never waits for, nor holds up, the journal.

import { createCalendar } from '../domain/calendar.ts';
import type { History, SqlFile } from '../ports.ts';
import { createEmbeddedJudgedSpaces } from './embedded-judged-spaces.ts';
import { createEmbeddedOutcomes } from './embedded-outcomes.ts';
import { createEmbeddedReadings } from './embedded-readings.ts';
import { createEmbeddedTally } from './embedded-tally.ts';
import { factWrites, sampleWrite } from './embedded-writes.ts';

export interface EmbeddedHistoryOptions {
  /** Opened with `embeddedHistoryFile`. */
  readonly file: SqlFile;
  /** The property's zone, IANA. Tallies stay in the zone in which the first draw was counted. */
  readonly timeZone: string;
}

export interface EmbeddedHistory extends History {
  /** The last fact that is counted; undefined where the file does not know. */
  toldUpTo(): Promise<number | undefined>;
}

const keepTimeZone = `
  insert into calendar (only_row, time_zone) values (1, ?)
  on conflict do update set time_zone = excluded.time_zone where not exists (select 1 from verdict)`;

export async function openEmbeddedHistory({ file, timeZone }: EmbeddedHistoryOptions): Promise<EmbeddedHistory> {
  await file.write([{ sql: keepTimeZone, parameters: [timeZone] }]);
  const [kept] = await file.read<{ time_zone: string }>('select time_zone from calendar');
  const calendar = createCalendar(kept!.time_zone);
  const tally = createEmbeddedTally(file, kept!.time_zone);
  return {
    name: 'embedded',
    async writeFacts(facts) {
      await file.write(factWrites(facts, calendar));
    },
    async writeSamples(samples) {
      await file.write([sampleWrite(samples)]);
    },
    async ping() {
      await file.read('select 1');
    },
    readings: createEmbeddedReadings(file),
    tally,
    judgedSpaces: createEmbeddedJudgedSpaces(file, kept!.time_zone, tally),
    outcomes: createEmbeddedOutcomes(file, kept!.time_zone),
    async toldUpTo() {
      const [told] = await file.read<{ seq: number }>('select seq from told');
      return told?.seq;
    },
    // The file closes with the store.
    async close() {},
  };
}
