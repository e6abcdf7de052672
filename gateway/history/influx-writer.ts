// Points to InfluxDB in batches. The server keeps the good points of a batch that it refuses and does not say which were bad:
// a refused batch is halved until the bad point stands alone and is set aside. Any other failure is for a later attempt.
import type { DeadLetters } from '../ports.ts';
import { type InfluxConnection, isFailure } from './influx-connection.ts';
import { prepareDatabase, telemetryPolicy } from './influx-database.ts';
import type { Point } from './points.ts';

export interface InfluxWriter {
  /** Rejects where the same points should be written again; those already stored are then written over by themselves. */
  write(points: readonly Point[]): Promise<void>;
}

export interface InfluxWriterParts {
  readonly connection: InfluxConnection;
  readonly database: string;
  readonly deadLetters: Pick<DeadLetters, 'setAside'>;
}

/** The server gains nothing from more. */
const largestBatch = 5_000;
const smallestBatch = 50;

export function createInfluxWriter({ connection, database, deadLetters }: InfluxWriterParts): InfluxWriter {
  let prepared = false;
  /** Smaller after a timeout: a slow server must be able to finish one within it. */
  let batchSize = largestBatch;

  async function writeBatch(points: readonly Point[], policy: string | undefined): Promise<void> {
    try {
      await connection.write(points, policy);
    } catch (error) {
      if (!isFailure(error) || !refusesPoints(error.status)) throw error;
      if (points.length > 1) {
        const middle = points.length >> 1;
        await writeBatch(points.slice(0, middle), policy);
        await writeBatch(points.slice(middle), policy);
      } else if (!isPastRetention(error.message)) {
        await deadLetters.setAside({
          projection: 'influxdb',
          reason: error.message,
          content: JSON.stringify(points[0]),
        });
      }
    }
  }

  async function writeAll(points: readonly Point[], policy: string | undefined): Promise<void> {
    for (let start = 0; start < points.length; ) {
      const batch = points.slice(start, start + batchSize);
      await writeBatch(batch, policy);
      start += batch.length;
      batchSize = Math.min(batchSize * 2, largestBatch);
    }
  }

  return {
    async write(points) {
      try {
        if (!prepared) await prepareDatabase(connection, database);
        prepared = true;
        await writeAll(
          points.filter(({ measurement }) => measurement !== 'telemetry'),
          undefined,
        );
        await writeAll(
          points.filter(({ measurement }) => measurement === 'telemetry'),
          telemetryPolicy,
        );
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
