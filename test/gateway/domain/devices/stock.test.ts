// A stock runs down by use and comes up by refills; somebody must know before the last cup.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyStock,
  judgeStock,
  lastsMs,
  rateOfUse,
  type StockRule,
  type StockState,
  takeLevel,
} from '../../../../gateway/domain/devices/stock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tea: StockRule = {
  reading: 'level',
  refillStep: 5,
  leastLevel: 5,
  leadMs: hour,
  windowMs: 4 * hour,
  leastWindowMs: 10 * minute,
};
const filter: StockRule = {
  ...tea,
  refillStep: 20,
  leastLevel: 2,
  leadMs: 7 * day,
  windowMs: 30 * day,
  leastWindowMs: 7 * day,
};

/** Readings at equal distances; a judgement after each, as the dispenser asks for it. */
function watch(levels: readonly number[], everyMs: number, rule = tea): { state: StockState; judged: string[] } {
  const state = emptyStock();
  const judged = levels.map((level, i) => {
    takeLevel(state, rule, { at: (i + 1) * everyMs, level });
    return judgeStock(state, rule);
  });
  return { state, judged };
}

const down = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, i) => from - i * step);

describe('a stock', () => {
  const rows: [name: string, levels: number[], everyMs: number, rule: StockRule, last: string][] = [
    ['a full one that nobody uses is well', [100, 100, 100], 10 * minute, tea, 'well'],
    ['a steady use that leaves three hours is well', down(100, 60, 2), 6 * minute, tea, 'well'],
    [
      'a steady use that leaves fifty minutes is low, long before it is empty',
      down(100, 16, 2),
      6 * minute,
      tea,
      'low',
    ],
    ['at its least level it is low whatever the rate', [5, 5, 5], hour, tea, 'low'],
    ['just above its least level, unused, it is neither low nor well', [6, 6, 6], hour, tea, 'between'],
    ['one busy minute is not taken for the whole day', [100, 97], minute, tea, 'well'],
    ['a refill at once makes it well', [...down(40, 4, 2), 100], 6 * minute, tea, 'well'],
    ['a tank that fills over many readings is refilled too', [4, 7, 10, 13, 16, 40, 70, 100], minute, tea, 'well'],
    [
      'a refill that lasts a quarter of an hour does not make it well',
      [...down(100, 4, 4), 10],
      6 * minute,
      tea,
      'low',
    ],
    ['an empty one is low', [0], minute, tea, 'low'],
    ['a filter that lasts three more weeks is well', down(100, 60, 1), 12 * hour, filter, 'well'],
    ['a filter that lasts six more days is low', down(100, 12, 1), 12 * hour, filter, 'low'],
  ];
  it.each(rows)('%s', (_name, levels, everyMs, rule, last) => {
    expect(watch(levels, everyMs, rule).judged.at(-1)).toBe(last);
  });

  it('a scale that trembles about the least level tells nothing twice', () => {
    const { judged, state } = watch([6, 6, 5, 5.4, 4.9, 5.5, 5, 5.6, 4.8], hour);
    expect(judged).not.toContain('well');
    expect(state.lowSince).toBe(3 * hour);
  });

  it('a quiet quarter of an hour after low is not yet well', () => {
    const { judged } = watch([...down(50, 18, 2), 18, 18], 6 * minute);
    expect(judged).toContain('low');
    expect(judged.slice(judged.indexOf('low'))).not.toContain('well');
  });

  it('a slow refill leaves the rate of use as it was', () => {
    const used = watch(down(100, 40, 5), 10 * minute);
    const before = rateOfUse(used.state, tea);
    const filledFrom = used.state.latest?.at ?? 0;
    for (const [i, level] of [43, 46, 49, 55, 70, 100].entries()) {
      takeLevel(used.state, tea, { at: filledFrom + (i + 1) * 1000, level });
    }
    expect(used.state.refilled).toBeGreaterThan(50);
    expect(rateOfUse(used.state, tea) / before).toBeCloseTo(1, 1);
    expect(judgeStock(used.state, tea)).toBe('well');
  });

  it('a reading that was overtaken changes nothing', () => {
    const { state } = watch([50, 40], minute);
    const before = structuredClone(state);
    takeLevel(state, tea, { at: minute, level: 90 });
    takeLevel(state, tea, { at: 2 * minute, level: 90 });
    expect(state).toEqual(before);
  });

  it('is gone when the used level says so', () => {
    const { state } = watch(down(100, 50, 5), 6 * minute);
    expect(lastsMs(state, tea) / minute).toBeCloseTo(60);
  });

  const levels = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 300 });

  it('keeps what was there: first level − used + refilled is its lowest since the refill, the rest is noise', () => {
    fc.assert(
      fc.property(levels, (all) => {
        const { state } = watch(all, minute);
        expect((all[0] as number) - state.used + state.refilled).toBeCloseTo(state.low as number, 6);
        const noise = (all.at(-1) as number) - (state.low as number);
        expect(noise).toBeGreaterThanOrEqual(0);
        expect(noise).toBeLessThan(tea.refillStep);
      }),
    );
  });

  it('is never used backwards, and forgets nothing over a restart', () => {
    fc.assert(
      fc.property(levels, levels, (before, after) => {
        const live = watch(before, minute).state;
        const restarted = JSON.parse(JSON.stringify(live)) as StockState;
        for (const [i, level] of after.entries()) {
          const usedBefore = live.used;
          const point = { at: (before.length + 1 + i) * minute, level };
          takeLevel(live, tea, point);
          takeLevel(restarted, tea, point);
          expect(judgeStock(restarted, tea)).toBe(judgeStock(live, tea));
          expect(live.used).toBeGreaterThanOrEqual(usedBefore);
        }
        expect(restarted).toEqual(live);
      }),
    );
  });
});
