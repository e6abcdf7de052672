// The time series in InfluxDB 1.x: what outsiders read with InfluxQL, and what the hub's own pages ask for.
import type { History } from '../ports.ts';
import { connectInflux } from './influx-connection.ts';
import { evidencePolicy, prepareDatabase, telemetryPolicy } from './influx-database.ts';
import { createInfluxMarks } from './influx-marks.ts';
import { createInfluxReadings } from './influx-readings.ts';
import { createInfluxSamples, type InfluxSamplesOptions } from './influx-samples.ts';
import { createInfluxTally } from './influx-tally.ts';
import { createInfluxWriter } from './influx-writer.ts';
import { judgedByDay } from './judged-by-day.ts';
import { pointLine, toFactPoints } from './points.ts';

/** InfluxDB 1.x would read every draw for its outcome by place and hour. */
export type InfluxHistory = Omit<History, 'outcomes'>;

export function createInfluxHistory(options: InfluxSamplesOptions): InfluxHistory {
  const { database, deadLetters, property } = options;
  const connection = connectInflux(options);
  const writer = createInfluxWriter({ connection, database, deadLetters });
  const samples = createInfluxSamples(options);
  const tally = createInfluxTally(connection);
  return {
    name: 'influxdb',
    writeFacts: (facts) => writer.write(toFactPoints(facts, property).map(pointLine)),
    writeSamples: samples.write,
    ping: () => prepareDatabase(connection, database),
    marks: {
      facts: createInfluxMarks({ connection, property, policy: evidencePolicy }),
      samples: createInfluxMarks({ connection, property, policy: telemetryPolicy }),
    },
    readings: createInfluxReadings(connection),
    tally,
    judgedSpaces: judgedByDay(tally),
    close: samples.close,
  };
}
