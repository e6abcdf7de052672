// Instants by quarter of an hour: no time zone is off by less than that from full hours, so that days and hours of every zone are put
// together of these.
import { sql } from 'kysely';

const quarterMs = 15 * 60_000;

/** Of a row's `at`, Unix ms: where its quarter begins. */
export const quarterOfAt = sql<number>`at / ${quarterMs} * ${quarterMs}`;
