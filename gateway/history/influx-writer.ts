// Points to InfluxDB in batches. The server keeps the good points of a batch that it refuses and does not say which were bad:
// a refused batch is halved until the bad point stands alone and is set aside. Any other failure is for a later attempt.
import type { DeadLetters } from '../ports.ts';
import { type InfluxConnection, isFailure } from './influx-connection.ts';
import { prepareDatabase } from './influx-database.ts';

export interface InfluxWriter {
  /** Rejects where the same points should be written again; those already stored are then written over by themselves. */
  write(lines: readonly string[]): Promise<void>;
}

export interface InfluxWriterParts {
  readonly connection: InfluxConnection;
  readonly database: string;
  /** The retention policy that the points go to; unset: the database's default. */
  readonly policy?: string;
  readonly deadLetters: Pick<DeadLetters, 'setAside'>;
}

/** The server gains nothing from more. */
const largestBatch = 5_000;
const smallestBatch = 50;

export function createInfluxWriter(parts: InfluxWriterParts): InfluxWriter {
  const { connection, database, policy, deadLetters } = parts;
  let prepared = false;
  /** Smaller after a timeout: a slow server must be able to finish one within it. */
  let batchSize = largestBatch;

  async function writeBatch(lines: readonly string[]): Promise<void> {
    try {
      await connection.write(lines, policy);
    } catch (error) {
      if (!isFailure(error) || !refusesPoints(error.status)) throw error;
      if (lines.length > 1) {
        const middle = lines.length >> 1;
        await writeBatch(lines.slice(0, middle));
        await writeBatch(lines.slice(middle));
      } else if (!isPastRetention(error.message)) {
        await deadLetters.setAside({ projection: 'influxdb', reason: error.message, content: lines[0]! });
      }
    }
  }

  async function writeAll(lines: readonly string[]): Promise<void> {
    for (let start = 0; start < lines.length; ) {
      const batch = lines.slice(start, start + batchSize);
      await writeBatch(batch);
      start += batch.length;
      batchSize = Math.min(batchSize * 2, largestBatch);
    }
  }

  return {
    async write(lines) {
      try {
        if (!prepared) await prepareDatabase(connection, database);
        prepared = true;
        await writeAll(lines);
      } catch (error) {
        // Somebody may have dropped the database meanwhile.
        prepared = false;
        if (isFailure(error) && error.timedOut) batchSize = Math.max(batchSize >> 1, smallestBatch);
        throw error;
      }
    },
  };
}

/** 400: a point is malformed, conflicts or is past a limit; 413: the body is too large. */
const refusesPoints = (status: number | undefined) => status === 400 || status === 413;

/** Such a point has outlived its keeping already: there is nothing to set aside. */
const isPastRetention = (reason: string) => /points beyond retention policy/.test(reason);
