// How many points of telemetry are in InfluxDB, asked as an outsider would.
import { influxQuery } from '../../support/influx-query.ts';

export interface Telemetry {
  readonly url: string;
  readonly database: string;
  /** With its retention policy where it is not the default one. */
  readonly measurement: string;
}

/** By device. `battery` stands in every sample of the load. */
export async function storedPoints(where: Telemetry, devices: readonly string[] = []): Promise<Map<string, number>> {
  const condition = devices.map((device) => `"device" = '${device}'`).join(' OR ');
  const query = `SELECT count("battery") FROM ${where.measurement} ${condition && `WHERE ${condition}`} GROUP BY "device"`;
  const rows = await influxQuery(where.url, where.database, query);
  return new Map(rows.map((row) => [String(row['device']), Number(row['count'])]));
}
