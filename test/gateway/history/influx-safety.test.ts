// Whatever stands in an id, a name or a note: InfluxDB gets exactly the points that were meant, and gives back what was said.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { RecordedFact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { connectInflux, type InfluxConnection } from '../../../gateway/history/influx-connection.ts';
import { telemetryPolicy } from '../../../gateway/history/influx-database.ts';
import { createInfluxWriter } from '../../../gateway/history/influx-writer.ts';
import { measurements, pointLine, toFactPoints } from '../../../gateway/history/points.ts';
import { telemetryLines } from '../../../gateway/history/telemetry-lines.ts';
import type { DeadLetter, HistoryEntry, SampleMessage } from '../../../gateway/ports.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { aDraw, aSampleMessage, aTouchpoint, packed } from '../store/examples.ts';

const hostile = fc.oneof(
  fc.constantFrom(
    'x\ninjected,a=b c=1 1',
    'x\r\n# comment',
    'back\\',
    'a\\,b\\ c\\=d',
    `it\\'s "quoted"`,
    '',
    ' ',
    ',',
    '=',
    '#',
    '\u0000',
    '\ud800',
    'a'.repeat(70_000),
    '房间 1203',
    '$1',
    '%0A',
    '__proto__',
    "'; DROP DATABASE hub; --",
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e21, 5e-324));
const at = Date.now() - 3_600_000;

describeWith(['influxd'], 'points in InfluxDB', () => {
  let influxd: Influxd;
  let connection: InfluxConnection;
  let databases = 0;

  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.stop());

  async function write(property: string, { facts, samples }: HistoryEntry): Promise<void> {
    const database = `hub_${++databases}`;
    connection = connectInflux({ url: influxd.url, database });
    const deadLetters = {
      setAside: async ({ reason }: DeadLetter) => {
        throw new Error(`set aside: ${reason}`);
      },
    };
    const parts = { connection, database, deadLetters };
    const tags = Object.fromEntries(
      samples.devices.map((device) => [device, { kind: 'room-controller', space: property }]),
    );
    await createInfluxWriter(parts).write(toFactPoints(facts, property).map(pointLine));
    const telemetry = telemetryLines({ ...samples, tags }, property);
    await createInfluxWriter({ ...parts, policy: telemetryPolicy }).write(telemetry);
  }

  async function count(from: string, field: string): Promise<number> {
    const [series] = await connection.query(`SELECT count(${field}) FROM ${from}`);
    return Number(series?.[0]?.values[0]?.[1] ?? 0);
  }

  test('hostile texts and numbers make no foreign measurement and cost no point', async () => {
    const facts = fc.array(fc.tuple(hostile, hostile, hostile, hostile, anyNumber), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(hostile, facts, async (property, rows) => {
        await write(property, {
          facts: rows.flatMap(([a, b, c, d, number], i): readonly RecordedFact[] => [
            {
              seq: 2 * i + 1,
              at,
              fact: {
                type: 'touchpoint-recorded',
                touchpoint: aTouchpoint({
                  at,
                  id: `t${i}${a}`,
                  type: b,
                  source: c,
                  space: d as SpaceId,
                  value: number,
                }),
              },
            },
            {
              seq: 2 * i + 2,
              at,
              fact: {
                type: 'draw-closed',
                draw: aDraw({
                  id: d,
                  startedAt: at,
                  space: a as SpaceId,
                  floor: b,
                  riser: c,
                  standard: d,
                  seconds: number,
                }),
                curve: [],
              },
            },
          ]),
          samples: packed(
            rows.map(
              ([device, name, text, , number], i): SampleMessage =>
                aSampleMessage({
                  seq: i + 1,
                  device: `${i}${device}` as DeviceId,
                  samples: [{ at, readings: { level: 1, [name]: number, mode: text, temperature: number } }],
                }),
            ),
          ),
        });
        const [shown] = await connection.query('SHOW MEASUREMENTS');
        const names = shown?.[0]?.values.map(([name]) => name) ?? [];
        expect(names.filter((name) => !measurements.includes(name as never))).toEqual([]);
        expect(await count('touchpoint', 'id')).toBe(rows.length);
        expect(await count('draw', 'censored')).toBe(rows.length);
        expect(await count('"telemetry".telemetry', 'level')).toBe(rows.length);
      }),
      { numRuns: 40 },
    );
  });

  test.each([`it\\'s "quoted"`, 'back\\', '\\\\', '房间 1203 👋', `a,b=c d`, '$id', '\\n'])(
    'the text %j comes back as it was said',
    async (id) => {
      await write('demo', {
        samples: packed([]),
        facts: [{ seq: 1, at, fact: { type: 'touchpoint-recorded', touchpoint: aTouchpoint({ at, id }) } }],
      });
      const [series] = await connection.query('SELECT id FROM touchpoint');
      expect(series?.[0]?.values[0]?.[1]).toBe(id);
    },
  );

  test('rooms whose names differ stay different', async () => {
    const names = ['a\\', 'a%5C', 'a', `${'b'.repeat(300)}1`, `${'b'.repeat(300)}2`, 'a\n', 'a '];
    await write('demo', {
      samples: packed([]),
      facts: names.map((space, i) => ({
        seq: i + 1,
        at,
        fact: { type: 'touchpoint-recorded', touchpoint: aTouchpoint({ at, space: space as SpaceId }) },
      })),
    });
    const [series] = await connection.query('SHOW TAG VALUES FROM touchpoint WITH KEY = "space"');
    expect(series?.[0]?.values).toHaveLength(names.length);
  });
});
