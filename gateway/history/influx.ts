// The time series in InfluxDB 1.x: what outsiders read with InfluxQL, and what the hub's own pages ask for.
import type { DeadLetters, History } from '../ports.ts';
import { connectInflux, type InfluxOptions } from './influx-connection.ts';
import { evidencePolicy, prepareDatabase, telemetryPolicy } from './influx-database.ts';
import { createInfluxMarks } from './influx-marks.ts';
import { createInfluxReadings } from './influx-readings.ts';
import { createInfluxTally } from './influx-tally.ts';
import { createInfluxWriter } from './influx-writer.ts';
import { type PointContext, toPoints } from './points.ts';

export interface InfluxHistoryOptions extends InfluxOptions, PointContext {
  readonly deadLetters: Pick<DeadLetters, 'setAside'>;
}

export function createInfluxHistory(options: InfluxHistoryOptions): History {
  const { database, deadLetters, property } = options;
  const connection = connectInflux(options);
  const writer = createInfluxWriter({ connection, database, deadLetters });
  return {
    name: 'influxdb',
    write: (entry) => writer.write(toPoints(entry, options)),
    ping: () => prepareDatabase(connection, database),
    marks: {
      facts: createInfluxMarks({ connection, property, policy: evidencePolicy }),
      samples: createInfluxMarks({ connection, property, policy: telemetryPolicy }),
    },
    readings: createInfluxReadings(connection),
    tally: createInfluxTally(connection),
  };
}
