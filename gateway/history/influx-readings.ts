// One reading of one device over time, cut into intervals by the server.
import { escape as escaped } from 'influx';
import type { ReadingPoint, ReadingQuery } from '../ports.ts';
import type { InfluxConnection, Series } from './influx-connection.ts';
import { telemetryPolicy } from './influx-database.ts';
import { intervalMs } from './intervals.ts';
import { isReadingName } from './safe-values.ts';

const telemetry = `${escaped.quoted(telemetryPolicy)}.telemetry`;

export function createInfluxReadings(connection: InfluxConnection) {
  return async (query: ReadingQuery): Promise<readonly ReadingPoint[]> => {
    if (!isReadingName(query.reading) || query.to <= query.from) return [];
    const reading = escaped.quoted(query.reading);
    const width = intervalMs(query);
    const where = `device = $device AND time >= ${Math.trunc(query.from)}ms AND time < ${Math.trunc(query.to)}ms`;
    const cut = `GROUP BY time(${width}ms, ${Math.trunc(query.from) % width}ms) fill(none)`;
    const ask = (select: string, condition = '') =>
      connection.query(`SELECT ${select} FROM ${telemetry} WHERE ${where}${condition} ${cut}`, {
        device: query.device,
      });

    const [last] = await connection.query(`SELECT last(${reading}) FROM ${telemetry} WHERE ${where}`, {
      device: query.device,
    });
    switch (typeof last?.[0]?.values[0]?.[1]) {
      case 'number': {
        const [series] = await ask(`min(${reading}), mean(${reading}), max(${reading})`);
        return rowsOf(series).map(([at, min, mean, max]) => ({ at: at!, min: min!, mean: mean!, max: max! }));
      }
      case 'boolean': {
        const [all] = await ask(`count(${reading})`);
        const [on] = await ask(`count(${reading})`, ` AND ${reading} = true`);
        const onAt = new Map(rowsOf(on).map(([at, count]) => [at, count!]));
        return rowsOf(all).map(([at, count]) => {
          const mean = (onAt.get(at!) ?? 0) / count!;
          return { at: at!, min: Math.floor(mean), mean, max: Math.ceil(mean) };
        });
      }
      default:
        return [];
    }
  };
}

const rowsOf = (series: readonly Series[] | undefined) => (series?.[0]?.values ?? []) as readonly (readonly number[])[];
