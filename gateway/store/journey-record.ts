// What the record still holds of journeys and devices over a time, so that a promise can be judged by it once more. Reads only.
import { type Kysely, sql } from 'kysely';
import type { DeviceStatus } from '../domain/device-status.ts';
import type { Silence } from '../domain/journey/silence.ts';
import type { Records } from '../ports.ts';
import { toldWords, toStayRecord, touchpointsWhere } from './journey-rows.ts';
import { serviceStandards } from './standard-rows.ts';
import type { Tables } from './tables.ts';

type JourneyRecords = Pick<Records, 'journeyOnRecord' | 'deviceFaults'>;

const dayMs = 24 * 3_600_000;
/** What hangs together with a time reaches this far before and behind it. */
const aroundMs = 3 * dayMs;
const longestPromiseMs = 366 * dayMs;

export function createJourneyRecords(kysely: Kysely<Tables>): JourneyRecords {
  return {
    async journeyOnRecord({ standard, from, to }) {
      const stays = await kysely
        .selectFrom('stay')
        .select(['body', 'reference'])
        .where('at', '<', to + longestPromiseMs)
        .orderBy('key')
        .execute();
      const { rows: silences } = await sql<Silence>`
        select source, from_at as "from", to_at as "to" from silence
        where to_at >= ${from - aroundMs} and from_at < ${to + aroundMs} order by to_at`.execute(kysely);
      const { rows: first } = await sql<{ at: number | null }>`
        select at from fact order by seq limit 1`.execute(kysely);
      return {
        firstAt: Math.max(from - aroundMs, first[0]?.at ?? from),
        stays: stays.map(toStayRecord),
        events: await touchpointsWhere(
          kysely,
          sql`standard is null and (stay is not null or (touchpoint.at >= ${from - aroundMs} and touchpoint.at < ${to + aroundMs}))`,
        ),
        cells: await touchpointsWhere(
          kysely,
          sql`standard = ${standard} and outcome is not null and touchpoint.at >= ${from} and touchpoint.at < ${to}`,
        ),
        silences,
        words: await toldWords(kysely),
        standards: await serviceStandards(kysely),
      };
    },

    async deviceFaults(device, { from, to }) {
      const ofDevice = sql`from fact where type = 'device-changed' and subject = ${device}`;
      const { rows: first } = await sql<{ at: number | null }>`select min(at) as at ${ofDevice}`.execute(kysely);
      const { rows } = await sql<{ at: number; body: string }>`
        select at, body ${ofDevice} and at < ${to}
          and at >= coalesce((select max(at) ${ofDevice} and at < ${from}), 0) order by seq`.execute(kysely);
      return {
        ...(first[0]?.at != null && { knownSince: first[0].at }),
        counts: rows.map(({ at, body }) => ({
          at,
          value: (JSON.parse(body) as { device: DeviceStatus }).device.faults.length,
        })),
      };
    },
  };
}
