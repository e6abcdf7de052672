// The marks that the hub leaves with InfluxDB: the new one never takes the place of the one before.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectInflux, type InfluxConnection } from '../../../gateway/history/influx-connection.ts';
import { prepareDatabase, telemetryPolicy } from '../../../gateway/history/influx-database.ts';
import { createInfluxMarks } from '../../../gateway/history/influx-marks.ts';
import type { DeliveryMarks } from '../../../gateway/ports.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';

describeWith(['influxd'], 'marks in InfluxDB', () => {
  let influxd: Influxd;
  let connection: InfluxConnection;
  let marks: DeliveryMarks;

  beforeAll(async () => {
    influxd = await startInfluxd();
    connection = connectInflux({ url: influxd.url, database: 'hub' });
    marks = createInfluxMarks({ connection, property: "the 'Grand'", policy: telemetryPolicy });
  });
  afterAll(() => influxd.stop());

  test('are none where there is no database', async () => {
    expect(await marks.held()).toEqual([]);
  });

  test('are the last two', async () => {
    await prepareDatabase(connection, 'hub');
    await marks.put(5, 0);
    for (const [seq, before] of [
      [9, 5],
      [30, 9],
      [31, 30],
    ] as const) {
      await marks.put(seq, before);
      expect((await marks.held()).toSorted((one, other) => one - other)).toEqual([before, seq]);
    }
  });

  test('of another property are not its own', async () => {
    const other = createInfluxMarks({ connection, property: 'other', policy: telemetryPolicy });
    expect(await other.held()).toEqual([]);
  });

  test('go with the database', async () => {
    await connection.query('DROP DATABASE "hub"');
    expect(await marks.held()).toEqual([]);
  });
});
