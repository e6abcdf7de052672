// The history without InfluxDB keeps the same contract; beside it what only its file knows: other zones, and what may leave.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCalendar } from '../../../gateway/domain/calendar.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { createEmbeddedRetention } from '../../../gateway/history/embedded-retention.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import { factWrites } from '../../../gateway/history/embedded-writes.ts';
import { judgedByDay } from '../../../gateway/history/judged-by-day.ts';
import type { History, OutcomeSpan, PlaceFilter } from '../../../gateway/ports.ts';
import { openSqliteFile, type SqliteFile } from '../../../gateway/store/sqlite-file.ts';
import { aDraw, aSampleMessage, packed } from '../store/examples.ts';
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
    aSampleMessage({ device: device as never, samples: [{ at, readings: { temperature: at } }] });
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

describe('the tallies', () => {
  const hourMs = 3_600_000;
  /** The last hours of a month, so that ranges lie before, across and behind its end. */
  const begin = Date.parse('2026-02-26T16:00Z');
  const house = [
    { space: '1203' as SpaceId, floor: '12', riser: 'r1' },
    { space: '1204' as SpaceId, floor: '12', riser: 'r2' },
    { space: '0801' as SpaceId, floor: '8', riser: 'r2' },
    { space: 'gym' as SpaceId },
  ] as const;
  const verdictOf = fc.record({
    outcome: fc.constantFrom('met', 'missed', 'inconclusive', 'excluded'),
    standard: fc.constantFrom('house-10s@1', 'house-10s@2', 'vdi@1'),
    isHot: fc.boolean(),
  });
  const drawOf = fc.record({
    minute: fc.integer({ min: 0, max: 60 * 24 * 70 }),
    place: fc.constantFrom(...house),
    verdict: verdictOf,
    other: fc.option(verdictOf, { nil: undefined }),
    isToldTwice: fc.boolean(),
  });
  type Told = typeof drawOf extends fc.Arbitrary<infer Some> ? Some : never;

  const idOf = (label: string) => label.split('@')[0]!;
  let id = 0;
  function closed({ minute, place, verdict, other }: Told): Draw {
    const { seconds: _seconds, floor: _floor, riser: _riser, ...draw } = aDraw({ id: `d${id++}` });
    const said = ({ outcome, standard, isHot }: Told['verdict']) => ({
      outcome,
      standard,
      ...((outcome === 'met' || isHot) && { seconds: 7 }),
    });
    return {
      ...draw,
      ...place,
      ...said(verdict),
      startedAt: begin + minute * 60_000,
      otherVerdicts:
        other === undefined || idOf(other.standard) === idOf(verdict.standard)
          ? []
          : [{ ...said(other), censored: false, uncertaintyS: 0.5 }],
    };
  }

  const toldAs = (draws: readonly Draw[]) =>
    draws.map((draw, seq) => ({ seq, at: 0, fact: { type: 'draw-closed', draw, curve: [] } }) as const);

  /** Each verdict that a question is about, as the draws themselves say it. */
  function verdictsOf(draws: readonly Draw[], { from, to, standard }: OutcomeSpan) {
    return draws
      .filter(({ startedAt }) => startedAt >= from && startedAt < to)
      .flatMap((draw) => {
        const { startedAt, space, floor = '', riser = '', otherVerdicts } = draw;
        const verdicts = standard === undefined ? [draw] : [draw, ...otherVerdicts];
        return verdicts.map(({ outcome, standard: label, seconds }) => ({
          at: Math.floor(startedAt / 900_000) * 900_000,
          day: calendar.dayOf(startedAt),
          standard: idOf(label),
          place: [space, floor, riser].join(),
          space,
          floor,
          riser,
          met: outcome === 'met',
          missed: outcome === 'missed',
          neverHot: outcome === 'missed' && seconds === undefined,
        }));
      })
      .filter((one) => standard === undefined || one.standard === standard);
  }
  type Counted = ReturnType<typeof verdictsOf>[number];

  /** Notes on periods are about these: a verdict that two of them hold for counts once. */
  const somePlaces: readonly (readonly PlaceFilter[])[] = [
    [],
    [{}],
    [{ space: '1203' }],
    [{ floor: '12', riser: 'r2' }, { space: '1204' }, { riser: '' }],
  ];
  const calendar = createCalendar('Asia/Shanghai');
  function countsOf(some: readonly Counted[], keyOf: (one: Counted) => string) {
    const sums = new Map<string, number[]>();
    for (const one of some) {
      const { met, missed, neverHot } = one;
      const sum = sums.get(keyOf(one)) ?? [0, 0, 0, 0];
      const more = [met, missed, neverHot, !met && !missed].map(Number);
      sums.set(
        keyOf(one),
        sum.map((count, index) => count + more[index]!),
      );
    }
    return Object.fromEntries(sums);
  }

  async function expectToCount(draws: readonly Draw[], span: OutcomeSpan): Promise<void> {
    const { outcomes, tally: tallyOf } = history;
    const told = verdictsOf(draws, span);
    const quarters = await outcomes.byQuarter(span);
    const ofQuarter = quarters.map(({ at, standard, met, missed, neverHot, unjudged }) => [
      `${at} ${standard}`,
      [met, missed, neverHot, unjudged],
    ]);
    expect(Object.fromEntries(ofQuarter)).toEqual(countsOf(told, ({ at, standard }) => `${at} ${standard}`));
    const withoutTimes = Object.entries(countsOf(told, ({ day, floor }) => `${day} ${floor}`));
    const floors = await outcomes.byFloor(span);
    expect(floors.map(({ day, floor, ...counts }) => [`${day} ${floor}`, counts]).sort()).toEqual(
      withoutTimes.map(([key, [met, missed, , unjudged]]) => [key, { met, missed, unjudged }]).sort(),
    );
    const missesOf = new Map<string, number>();
    for (const { standard, space, floor, riser, missed } of await outcomes.missesByPlace(span)) {
      const key = `${standard} ${[space, floor, riser].join()}`;
      missesOf.set(key, (missesOf.get(key) ?? 0) + missed);
    }
    const missed = Map.groupBy(
      told.filter((one) => one.missed),
      ({ standard, place }) => `${standard} ${place}`,
    );
    expect([...missesOf].sort()).toEqual([...missed].map(([key, some]) => [key, some.length]).sort());
    const judged = told.filter((one) => one.met || one.missed).map(({ space }) => space);
    expect(await outcomes.judgedIn(span)).toEqual(new Set(judged));
    for (const places of somePlaces) {
      const near = told.filter((one) =>
        places.some((place) => Object.entries(place).every(([key, name]) => one[key as keyof PlaceFilter] === name)),
      );
      expect(await outcomes.judgedAt(span, places)).toEqual({
        met: near.filter(({ met }) => met).length,
        missed: near.filter((one) => one.missed).length,
      });
    }
    for (const by of ['day', 'space'] as const) {
      const rows = await tallyOf({ ...span, by });
      expect(
        rows.map(({ key, met, missed, inconclusive, excluded }) => [key, met, missed, inconclusive + excluded]),
      ).toEqual(
        Object.entries(countsOf(told, (one) => one[by]))
          .map(([key, [met, missedHere, , unjudged]]) => [key, met, missedHere, unjudged])
          .sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
      );
    }
  }

  const spanOf = fc
    .record({
      fromMinute: fc.integer({ min: -60 * 24, max: 60 * 24 * 70 }),
      minutes: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 * 24 * 70 })),
      standard: fc.constantFrom(undefined, 'house-10s', 'vdi'),
      timeZone: fc.constantFrom('Asia/Shanghai', 'Asia/Shanghai', 'Asia/Taipei'),
    })
    .map(({ fromMinute, minutes, standard, timeZone }): OutcomeSpan => {
      const from = begin + fromMinute * 60_000;
      return { from, to: from + minutes * 60_000, timeZone, ...(standard !== undefined && { standard }) };
    });

  test('always say what counting the draws gives, told once or twice, in every range, in the kept zone and another', async () => {
    const draws: Draw[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(drawOf, { maxLength: 30 }), spanOf, async (more, span) => {
        const some = more.map((one) => ({ draw: closed(one), ...one }));
        await history.writeFacts(toldAs(some.map(({ draw }) => draw)));
        await history.writeFacts(toldAs(some.filter(({ isToldTwice }) => isToldTwice).map(({ draw }) => draw)));
        draws.push(...some.map(({ draw }) => draw));
        await expectToCount(draws, span);
      }),
      { numRuns: 60 },
    );
  });

  test('of a file of before they were kept by the quarter are counted from its draws', async () => {
    await close();
    const directory = await mkdtemp(join(tmpdir(), 'hub-history-'));
    const path = join(directory, 'history.db');
    const before = embeddedHistoryFile.migrations.findIndex((step) => step.includes('create table quarter_tally'));
    const options = { ...embeddedHistoryFile, path };
    const old = await openSqliteFile({ ...options, migrations: embeddedHistoryFile.migrations.slice(0, before) });
    const draws = fc.sample(drawOf, { numRuns: 200, seed: 4 }).map(closed);
    // That hub did not note yet how far it was told.
    const verdicts = factWrites(toldAs(draws), calendar).filter(({ sql }) => sql.startsWith('insert into verdict'));
    await old.write([{ sql: "insert into calendar values (1, 'Asia/Shanghai')", parameters: [] }, ...verdicts]);
    await old.close();

    const newer = await openSqliteFile(options);
    close = async () => {
      await newer.close();
      await rm(directory, { recursive: true });
    };
    const opened = await openEmbeddedHistory({ file: newer, timeZone: 'Asia/Shanghai' });
    history = opened;
    expect(await opened.toldUpTo()).toBeUndefined();
    const later = fc.sample(drawOf, { numRuns: 50, seed: 5 }).map(closed);
    await history.writeFacts(toldAs(later));
    expect(await opened.toldUpTo()).toBe(later.length - 1);
    const span = { from: begin + hourMs, to: begin + 60 * 24 * hourMs, timeZone: 'Asia/Shanghai' };
    await expectToCount([...draws, ...later], span);
  });

  test('of years that are over leave with their draws', async () => {
    const draws = fc.sample(drawOf, { numRuns: 200, seed: 6 }).map(closed);
    await history.writeFacts(toldAs(draws));
    const before = Date.parse('2026-03-20T00:00+08:00');
    await createEmbeddedRetention(file).dropEvidence(before, '2026-03-20');
    const kept = draws.filter(({ startedAt }) => startedAt >= before);
    await expectToCount(kept, { from: before, to: begin + 80 * 24 * hourMs, timeZone: 'Asia/Shanghai' });
    expect(await file.read('select at from quarter_tally where at < ?', [before - 2 * 900_000])).toEqual([]);
  });
});
