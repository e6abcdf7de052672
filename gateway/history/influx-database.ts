// The database and its two retention policies. Evidence is the default, so that a query without a policy finds it; telemetry
// lives in its own, and a query from outside reads it as `SELECT … FROM "telemetry"."telemetry"`.
import { escape as escaped } from 'influx';
import type { InfluxConnection } from './influx-connection.ts';

export const evidencePolicy = 'evidence';
export const telemetryPolicy = 'telemetry';

/** At least five years: water-safety records demand it. */
const evidenceHours = 5 * 366 * 24;
const telemetryHours = 90 * 24;

/** Makes what is missing. A policy that is there stays as its operator has set it. Needs no rights where nothing is missing. */
export async function prepareDatabase(connection: InfluxConnection, database: string): Promise<void> {
  let policies = await policiesOf(connection, database);
  if (!policies) {
    await connection.query(`CREATE DATABASE ${escaped.quoted(database)}`);
    policies = await policiesOf(connection, database);
  }
  for (const [name, hours, shardHours, isDefault] of [
    [evidencePolicy, evidenceHours, 28 * 24, true],
    [telemetryPolicy, telemetryHours, 24, false],
  ] as const) {
    if (policies?.has(name)) continue;
    await connection.query(
      `CREATE RETENTION POLICY ${escaped.quoted(name)} ON ${escaped.quoted(database)} DURATION ${hours}h REPLICATION 1 ` +
        `SHARD DURATION ${shardHours}h${isDefault ? ' DEFAULT' : ''}`,
    );
  }
}

/** Undefined where there is no such database. */
async function policiesOf(connection: InfluxConnection, database: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const [series] = await connection.query(`SHOW RETENTION POLICIES ON ${escaped.quoted(database)}`);
    return new Set(series?.[0]?.values.map(([name]) => String(name)));
  } catch (error) {
    if (/database not found/.test((error as Error).message)) return undefined;
    throw error;
  }
}
