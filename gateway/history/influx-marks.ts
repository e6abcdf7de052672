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

/** Two points a week are written over in turn: far fewer than there are samples, and never past the retention of what they are about. */
const weekMs = 7 * 86_400_000;
/** Nothing waits behind a look for longer. */
const lookTimeoutMs = 4_000;

interface Mark {
  readonly seq: number;
  /** Unix ms. */
  readonly at: number;
}

export function createInfluxMarks({ connection, property, policy }: InfluxMarksOptions): DeliveryMarks {
  const tag = safeTag(property) as string;

  async function marks(): Promise<readonly Mark[]> {
    const source = `${escaped.quoted(policy)}.delivery_mark`;
    try {
      const [series] = await connection.query(
        `SELECT seq FROM ${source} WHERE property = $property`,
        { property: tag },
        lookTimeoutMs,
      );
      return (series?.[0]?.values ?? []).map(([at, seq]) => ({ seq: Number(seq), at: Number(at) }));
    } catch (error) {
      if (isGone((error as Error).message)) return [];
      throw error;
    }
  }

  return {
    held: async () => (await marks()).map(({ seq }) => seq),
    async put(seq, besides) {
      const now = Date.now();
      const weekAt = now - (now % weekMs);
      const isTaken = (await marks()).some((mark) => mark.at === weekAt && mark.seq === besides);
      const series = seriesText('delivery_mark', { property: tag });
      await connection.write([`${series} ${fieldText('seq', seq)} ${isTaken ? weekAt + 1 : weekAt}000000`], policy);
    },
  };
}

const isGone = (reason: string) => /database not found|retention policy not found/.test(reason);
