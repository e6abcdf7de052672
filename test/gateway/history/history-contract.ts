// What any history must do, whatever stores it. Each implementation's test calls this with a way to make an empty one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Readings } from '../../../devices/device-model.ts';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { RecordedFact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { History, ReadingQuery, SampleMessage, TallyQuery } from '../../../gateway/ports.ts';
import { injections } from '../../support/injections.ts';
import { aDraw, packed } from '../store/examples.ts';

export interface HistoryUnderTest {
  readonly history: Omit<History, 'outcomes'>;
  close(): Promise<void>;
}

export interface HistorySetting {
  /** The property's zone. */
  readonly timeZone: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Some hours ago, at a full hour: telemetry of long ago would be past its keeping at once. */
const start = Math.floor(Date.now() / hourMs) * hourMs - 6 * hourMs;

export function historyContract(name: string, create: (setting: HistorySetting) => Promise<HistoryUnderTest>): void {
  describe(name, () => {
    let history: HistoryUnderTest['history'];
    let close: () => Promise<void>;
    let seq: number;

    async function open(timeZone: string): Promise<void> {
      ({ history, close } = await create({ timeZone }));
      seq = 0;
    }

    beforeEach(() => open('Asia/Shanghai'));
    afterEach(() => close());

    const drawn = (draws: readonly Partial<Draw>[]): readonly RecordedFact[] =>
      draws.map((draw) => {
        seq++;
        return {
          seq,
          at: start,
          fact: { type: 'draw-closed', draw: aDraw({ id: `draw-${seq}`, startedAt: start, ...draw }), curve: [] },
        };
      });
    const samples = (readings: readonly (Readings & { at: number })[], device = 'hw-1') =>
      packed(
        readings.map(
          ({ at, ...rest }): SampleMessage => ({
            seq: ++seq,
            receivedAt: at,
            device: device as DeviceId,
            clock: 'device',
            samples: [{ at, readings: rest }],
          }),
        ),
      );
    const readings = (query: Partial<ReadingQuery> = {}) =>
      history.readings({
        device: 'hw-1',
        reading: 'temperature',
        from: start,
        to: start + 60_000,
        points: 6,
        ...query,
      });
    const tally = (query: Partial<TallyQuery> = {}) =>
      history.tally({ from: start - 30 * dayMs, to: start + dayMs, by: 'space', timeZone: 'Asia/Shanghai', ...query });

    test('it answers', async () => {
      await expect(history.ping()).resolves.toBeUndefined();
    });

    describe('readings', () => {
      test('are cut into intervals with least, mean and greatest', async () => {
        await history.writeSamples(
          samples([
            { at: start, temperature: 20, flow: 8 },
            { at: start + 4_000, temperature: 30, flow: 8 },
            { at: start + 9_999, temperature: 40, flow: 8 },
            { at: start + 30_000, temperature: 54, flow: 8 },
          ]),
        );
        expect(await readings()).toEqual([
          { at: start, min: 20, mean: 30, max: 40 },
          { at: start + 30_000, min: 54, mean: 54, max: 54 },
        ]);
      });

      test('begin at the asked instant, though no clock hand stands there', async () => {
        await history.writeSamples(samples([{ at: start + 1_500, temperature: 20 }]));
        expect(await readings({ from: start + 1_234 })).toEqual([{ at: start + 1_234, min: 20, mean: 20, max: 20 }]);
      });

      test('hold the first instant and not the last', async () => {
        await history.writeSamples(
          samples([
            { at: start, temperature: 1 },
            { at: start + 60_000, temperature: 2 },
          ]),
        );
        expect((await readings()).map(({ max }) => max)).toEqual([1]);
      });

      test('are never more than asked for', async () => {
        await history.writeSamples(
          samples(Array.from({ length: 61 }, (_, i) => ({ at: start + i * 997, temperature: i }))),
        );
        for (const points of [1, 2, 7, 60]) expect((await readings({ points })).length).toBeLessThanOrEqual(points);
      });

      test('written twice are one', async () => {
        const entry = samples([
          { at: start, temperature: 20 },
          { at: start + 1, temperature: 40 },
        ]);
        await history.writeSamples(entry);
        await history.writeSamples(entry);
        expect(await readings({ points: 1 })).toEqual([{ at: start, min: 20, mean: 30, max: 40 }]);
      });

      test('that the probe could not give are left out, the sample stays', async () => {
        await history.writeSamples(
          samples([
            { at: start, temperature: null, flow: 8 },
            { at: start + 1, temperature: null },
          ]),
        );
        expect(await readings()).toEqual([]);
        expect(await readings({ reading: 'flow' })).toEqual([{ at: start, min: 8, mean: 8, max: 8 }]);
      });

      test('that are true or false become shares of the interval', async () => {
        const entry = [true, true, true, false].map((flowing, i) => ({ at: start + i * 1_000, flowing }));
        await history.writeSamples(samples([...entry, { at: start + 20_000, flowing: true }]));
        expect(await readings({ reading: 'flowing' })).toEqual([
          { at: start, min: 0, mean: 0.75, max: 1 },
          { at: start + 20_000, min: 1, mean: 1, max: 1 },
        ]);
      });

      test('that are words have no curve', async () => {
        await history.writeSamples(samples([{ at: start, mode: 'heat' }]));
        expect(await readings({ reading: 'mode' })).toEqual([]);
      });

      test('of another device stay apart', async () => {
        await history.writeSamples(samples([{ at: start, temperature: 20 }], 'hw-2'));
        expect(await readings()).toEqual([]);
      });

      test.each([
        `temperature" FROM draw; DROP DATABASE x; --`,
        `x') FROM telemetry --`,
        '',
        '__proto__',
        'a.b',
        '$.a',
      ])('named %j are only a name that nobody has', async (reading) => {
        await history.writeSamples(samples([{ at: start, temperature: 20 }]));
        expect(await readings({ reading })).toEqual([]);
      });

      test.each([`hw-1' OR '1'='1`, `hw-1'; DROP SERIES FROM telemetry; --`, '/.*/', '%'])(
        'of a device called %j are nobody’s',
        async (device) => {
          await history.writeSamples(samples([{ at: start, temperature: 20 }]));
          expect(await readings({ device })).toEqual([]);
          expect(await readings()).toHaveLength(1);
        },
      );
    });

    describe('tallies', () => {
      const outcomes: readonly Partial<Draw>[] = [
        { outcome: 'met', seconds: 6 },
        { outcome: 'met', seconds: 8 },
        { outcome: 'missed', seconds: 14 },
        { outcome: 'excluded', reason: 'warm-start', startTemperatureC: 47 },
        { outcome: 'excluded', reason: 'too-short' },
        { outcome: 'inconclusive', seconds: 10.1, hotInTime: false },
      ];
      const { seconds: _, ...neverHot } = aDraw({
        outcome: 'missed',
        censored: true,
        space: '1204' as SpaceId,
        startedAt: start,
      });
      const counts = { met: 2, missed: 1, inconclusive: 1, excluded: 2, warmStarts: 1, hotInTime: 3 };

      test('count outcomes, warm starts and what the guest felt, with the quantiles of the known times', async () => {
        const closing = { type: 'draw-closed', draw: neverHot, curve: [] } as const;
        await history.writeFacts(drawn(outcomes));
        await history.writeFacts([{ seq: 99, at: start, fact: closing }]);
        const [first, second] = await tally();
        expect(first).toEqual({ key: '1203', ...counts, p50: expect.closeTo(8, 1), p95: expect.closeTo(14, 1) });
        expect(second).toEqual({ key: '1204', ...noDraws, missed: 1 });
      });

      test('count a draw once, though it was written twice', async () => {
        const entry = drawn(outcomes);
        await history.writeFacts(entry);
        await history.writeFacts(entry);
        expect(await tally()).toMatchObject([counts]);
      });

      test('count draws of one outlet that began in the same millisecond', async () => {
        await history.writeFacts(drawn([{ outcome: 'met' }, { outcome: 'met' }, { outcome: 'met' }]));
        expect(await tally()).toMatchObject([{ met: 3 }]);
      });

      test.each([
        ['space', ['1203', '1204', '1301']],
        ['floor', ['12', '13']],
        ['riser', ['r2', 'r3']],
        ['standard', ['house-10s']],
      ] as const)('by %s', async (by, keys) => {
        await history.writeFacts(
          drawn([
            { space: '1203' as SpaceId, floor: '12', riser: 'r2' },
            { space: '1204' as SpaceId, floor: '12', riser: 'r3', standard: 'house-10s@2' },
            { space: '1301' as SpaceId, floor: '13', riser: 'r2' },
          ]),
        );
        const rows = await tally({ by });
        expect(rows.map(({ key }) => key)).toEqual(keys);
        expect(rows.reduce((sum, { met }) => sum + met, 0)).toBe(3);
      });

      test('keep the draws of a room without a floor, under no name', async () => {
        const { floor: _, ...draw } = aDraw({ startedAt: start });
        await history.writeFacts([{ seq: 1, at: 0, fact: { type: 'draw-closed', draw, curve: [] } }]);
        expect(await tally({ by: 'floor' })).toMatchObject([{ key: '', met: 1 }]);
      });

      test('by standard show other standards’ verdicts too; otherwise a draw counts once', async () => {
        const vdi = {
          standard: 'vdi-6003-2-shower@1',
          outcome: 'missed',
          censored: false,
          seconds: 12,
          uncertaintyS: 0.5,
        } as const;
        await history.writeFacts(drawn([{ outcome: 'met', seconds: 7, otherVerdicts: [vdi] }]));
        expect(await tally({ by: 'standard' })).toMatchObject([
          { key: 'house-10s', met: 1, missed: 0 },
          { key: 'vdi-6003-2-shower', met: 0, missed: 1, p50: expect.closeTo(12, 1) },
        ]);
        expect(await tally()).toMatchObject([{ met: 1, missed: 0 }]);
        expect(await tally({ standard: 'vdi-6003-2-shower' })).toMatchObject([{ key: '1203', met: 0, missed: 1 }]);
      });

      test('of a standard take all its versions together, their times too', async () => {
        await history.writeFacts(
          drawn([
            { standard: 'house-10s@1', seconds: 5 },
            { standard: 'house-10s@2', seconds: 6 },
            { standard: 'house-10s@2', seconds: 7 },
            { standard: 'house-10s-strict@1', seconds: 99 },
          ]),
        );
        expect(await tally({ standard: 'house-10s' })).toMatchObject([
          { met: 3, p50: expect.closeTo(6, 1), p95: expect.closeTo(7, 1) },
        ]);
      });

      test.each([`house-10s' OR '1'='1`, 'house', '/.*/', ''])(
        'of a standard called %j count nothing',
        async (standard) => {
          await history.writeFacts(drawn([{}]));
          expect(await tally({ standard })).toEqual([]);
        },
      );

      test('hold the first instant and not the last', async () => {
        await history.writeFacts(drawn([{ startedAt: start }, { startedAt: start + 1_000 }]));
        expect(await tally({ from: start, to: start + 1_000 })).toMatchObject([{ met: 1 }]);
        expect(await tally({ from: start + 1, to: start + 1_001 })).toMatchObject([{ met: 1 }]);
      });

      test('by day are those of the hotel’s own calendar', async () => {
        await history.writeFacts(
          drawn(
            ['2026-03-01T15:59:59.999Z', '2026-03-01T16:00:00Z', '2026-03-02T12:00:00Z'].map((at) => ({
              startedAt: Date.parse(at),
            })),
          ),
        );
        const march = {
          from: Date.parse('2026-03-01T00:00Z'),
          to: Date.parse('2026-03-31T00:00Z'),
          by: 'day',
        } as const;
        expect((await tally(march)).map(({ key, met }) => [key, met])).toEqual([
          ['2026-03-01', 1],
          ['2026-03-02', 2],
        ]);
        expect((await tally({ ...march, timeZone: 'UTC' })).map(({ key, met }) => [key, met])).toEqual([
          ['2026-03-01', 2],
          ['2026-03-02', 1],
        ]);
      });

      test('by day know that a day may have 23 or 25 hours', async () => {
        await close();
        await open('Europe/Berlin');
        const instants = [
          '2025-10-25T22:00Z',
          '2025-10-26T22:59Z',
          '2025-10-26T23:00Z',
          '2026-03-28T22:59Z',
          '2026-03-28T23:00Z',
          '2026-03-29T21:59Z',
          '2026-03-29T22:00Z',
        ];
        await history.writeFacts(drawn(instants.map((at) => ({ startedAt: Date.parse(at) }))));
        const year = { from: Date.parse('2025-10-01T00:00Z'), to: Date.parse('2026-04-30T00:00Z') };
        const rows = await tally({ ...year, by: 'day', timeZone: 'Europe/Berlin' });
        expect(rows.map(({ key, met }) => [key, met])).toEqual([
          ['2025-10-26', 2],
          ['2025-10-27', 1],
          ['2026-03-28', 1],
          ['2026-03-29', 2],
          ['2026-03-30', 1],
        ]);
      });

      test('of many months are the sum of their days, wherever the range is cut', async () => {
        const months = Array.from({ length: 200 }, (_, i) => ({
          startedAt: start - i * 31 * hourMs,
          seconds: 1 + (i % 40) / 4,
        }));
        await history.writeFacts(drawn(months));
        const range = { from: start - 190 * 31 * hourMs, to: start - 3 * 31 * hourMs };
        const expected = months.filter(({ startedAt }) => startedAt >= range.from && startedAt < range.to);
        const times = expected.map(({ seconds }) => seconds).sort((a, b) => a - b);
        expect(await tally(range)).toMatchObject([
          { met: expected.length, p50: expect.closeTo(times[Math.floor(times.length / 2 + 0.5) - 1]!, 1) },
        ]);
        const days = await tally({ ...range, by: 'day' });
        expect(days.reduce((sum, { met }) => sum + met, 0)).toBe(expected.length);
      });
    });

    test('what means something to a query is compared, never executed: more than a hundred ways to ask for more', async () => {
      await history.writeSamples(samples([{ at: start, temperature: 20, level: 60 }]));
      await history.writeFacts(drawn([{}, { standard: 'vdi-6003-2-shower@1' }]));
      expect(injections.length).toBeGreaterThan(100);
      for (const hostile of injections) {
        expect(await readings({ device: hostile as DeviceId }), hostile).toEqual([]);
        expect(await readings({ reading: hostile }), hostile).toEqual([]);
        expect(await tally({ standard: hostile }), hostile).toEqual([]);
      }
      expect(await readings()).toHaveLength(1);
      expect(await tally()).toMatchObject([{ met: 2 }]);
    });
  });
}

const noDraws = { met: 0, missed: 0, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 0 };
