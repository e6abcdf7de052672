// The history without InfluxDB keeps the same contract; beside it what only its file knows: other zones, and what may leave.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { createEmbeddedRetention } from '../../../gateway/history/embedded-retention.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import { judgedByDay } from '../../../gateway/history/judged-by-day.ts';
import type { History } from '../../../gateway/ports.ts';
import { openSqliteFile, type SqliteFile } from '../../../gateway/store/sqlite-file.ts';
import { aDraw, aSampleRow, packed } from '../store/examples.ts';
import { historyContract } from './history-contract.ts';

async function create(timeZone: string) {
  const directory = await mkdtemp(join(tmpdir(), 'hub-history-'));
  const file = await openSqliteFile({ ...embeddedHistoryFile, path: join(directory, 'history.db') });
  const close = async () => {
    await file.close();
    await rm(directory, { recursive: true });
  };
  return { file, history: await openEmbeddedHistory({ file, timeZone }), close };
}

historyContract('the embedded history', ({ timeZone }) => create(timeZone));

let file: SqliteFile;
let history: History;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ file, history, close } = await create('Asia/Shanghai'));
});
afterEach(() => close());

const writeDraws = (...startedAt: readonly string[]) =>
  history.writeFacts(
    startedAt.map((at, i) => ({
      seq: i + 1,
      at: 0,
      fact: { type: 'draw-closed', draw: aDraw({ id: at, startedAt: Date.parse(at) }), curve: [] },
    })),
  );
const tally = (by: 'day' | 'space', from: string, to: string, timeZone = 'Asia/Shanghai') =>
  history.tally({ by, from: Date.parse(from), to: Date.parse(to), timeZone });

test('a hotel whose zone is put right later keeps its counts, and its days are those of the new zone', async () => {
  await writeDraws('2026-03-01T20:00Z', '2026-03-02T20:00Z');
  history = await openEmbeddedHistory({ file, timeZone: 'Europe/Berlin' });
  await writeDraws('2026-03-02T22:30Z');
  const days = await tally('day', '2026-02-01T00:00Z', '2026-04-01T00:00Z', 'Europe/Berlin');
  expect(days.map(({ key, met }) => [key, met])).toEqual([
    ['2026-03-01', 1],
    ['2026-03-02', 2],
  ]);
});

test('a zone that is put right before the first draw is simply the zone', async () => {
  await openEmbeddedHistory({ file, timeZone: 'Europe/Berlin' });
  expect(await file.read('select time_zone from calendar')).toEqual([{ time_zone: 'Europe/Berlin' }]);
});

test('telemetry of long ago leaves, of every device', async () => {
  const row = (device: string, at: number) =>
    aSampleRow({ device: device as never, samples: [{ at, readings: { temperature: at } }] });
  await history.writeSamples(packed(['hw-1', 'hw-2', 'tea-l1'].flatMap((device) => [row(device, 1), row(device, 9)])));
  expect(await createEmbeddedRetention(file).dropTelemetry(5)).toBe(3);
  expect(
    await history.readings({ device: 'tea-l1', reading: 'temperature', from: 0, to: 10, points: 10 }),
  ).toMatchObject([{ at: 9 }]);
});

test('evidence leaves after its years, from the counts too', async () => {
  await writeDraws('2020-03-01T12:00Z', '2026-03-01T12:00Z');
  await createEmbeddedRetention(file).dropEvidence(Date.parse('2025-01-01T00:00Z'), '2025-01-01');
  expect(await tally('space', '2019-01-01T00:00Z', '2027-01-01T00:00Z')).toMatchObject([{ met: 1 }]);
  expect(await file.read('select count(*) as cells from tally')).toEqual([{ cells: 3 }]);
});

test('the spaces that were judged on a day are those that its draws say, whatever the range', async () => {
  const hourMs = 3_600_000;
  const begin = Date.parse('2026-02-27T16:00Z');
  const aDrawOf = fc.record({
    hour: fc.integer({ min: 0, max: 24 * 6 }),
    space: fc.constantFrom('1201', '1202', '1203', 'gone'),
    outcome: fc.constantFrom('met', 'missed', 'inconclusive', 'excluded'),
    standard: fc.constantFrom('house-10s@1', 'house-10s@2', 'vdi@1'),
  });
  let seq = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(aDrawOf, { maxLength: 40 }),
      fc.integer({ min: -10, max: 100 }),
      fc.integer({ min: 1, max: 120 }),
      fc.constantFrom(undefined, 'house-10s', 'vdi'),
      async (draws, fromHour, hours, standard) => {
        await history.writeFacts(
          draws.map(({ hour, space, ...draw }) => {
            seq += 1;
            const startedAt = begin + hour * hourMs + seq;
            const closed = aDraw({ id: `d${seq}`, startedAt, space: space as SpaceId, ...draw });
            return { seq, at: 0, fact: { type: 'draw-closed', draw: closed, curve: [] } } as const;
          }),
        );
        const from = begin + fromHour * hourMs;
        const query = {
          from,
          to: from + hours * hourMs,
          timeZone: 'Asia/Shanghai',
          spaces: ['1201', '1202', '1203'],
          ...(standard !== undefined && { standard }),
        };
        const slowly = [...(await judgedByDay(history.tally)(query))].filter(([, spaces]) => spaces > 0);
        expect([...(await history.judgedSpaces(query))].sort()).toEqual(slowly.sort());
      },
    ),
    { numRuns: 40 },
  );
});
