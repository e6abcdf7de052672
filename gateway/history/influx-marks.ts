// How far InfluxDB was told, kept in InfluxDB: a mark lies in the retention policy of what it is about, and goes where that goes.
import { escape as escaped } from 'influx';
import type { DeliveryMarks } from '../ports.ts';
import type { InfluxConnection } from './influx-connection.ts';
import { fieldText, seriesText } from './line-protocol.ts';
import { safeTag } from './safe-values.ts';

export interface InfluxMarksOptions {
  readonly connection: InfluxConnection;
  readonly property: string;
  readonly policy: string;
}

/** One point a week is written over: far fewer than there are samples, and never past the retention of what it is about. */
const weekMs = 7 * 86_400_000;
/** Nothing waits behind a look for longer. */
const lookTimeoutMs = 4_000;

export function createInfluxMarks({ connection, property, policy }: InfluxMarksOptions): DeliveryMarks {
  const tag = safeTag(property) as string;
  return {
    async highest() {
      const source = `${escaped.quoted(policy)}.delivery_mark`;
      try {
        const [series] = await connection.query(
          `SELECT max(seq) FROM ${source} WHERE property = $property`,
          { property: tag },
          lookTimeoutMs,
        );
        return Number(series?.[0]?.values[0]?.[1] ?? 0);
      } catch (error) {
        if (isGone((error as Error).message)) return 0;
        throw error;
      }
    },
    put(seq) {
      const now = Date.now();
      const timestamp = `${now - (now % weekMs)}000000`;
      const series = seriesText('delivery_mark', { property: tag });
      return connection.write([`${series} ${fieldText('seq', seq)} ${timestamp}`], policy);
    },
  };
}

const isGone = (reason: string) => /database not found|retention policy not found/.test(reason);
