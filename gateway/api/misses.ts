// From outcomes by quarter of an hour to the days, hours and floors of a heatmap, and to what ate a promise's error budget.
import type { Calendar } from '../domain/calendar.ts';
import type { FloorCount, OutcomeCount } from '../ports.ts';
import { type HeatmapCell, type MissKey, type MissShare, missKeys } from './contract/misses.ts';

type LocalTime = Pick<Calendar, 'dayOf' | 'timeOf'>;

/** Quarters repeat over places: each is placed on the wall's clock once. */
function createPlacer({ dayOf, timeOf }: LocalTime): (at: number) => { readonly day: string; readonly hour: string } {
  const placed = new Map<number, { readonly day: string; readonly hour: string }>();
  return (at) => {
    const known = placed.get(at) ?? { day: dayOf(at), hour: timeOf(at).slice(0, 2) };
    placed.set(at, known);
    return known;
  };
}

export function heatmapOf(
  counts: readonly FloorCount[],
  rows: 'hour' | 'floor',
  localTime: LocalTime,
): readonly HeatmapCell[] {
  const place = createPlacer(localTime);
  const cells = new Map<string, HeatmapCell>();
  for (const { at, floor, outcome, count } of counts) {
    const { day, hour } = place(at);
    const row = rows === 'hour' ? hour : floor;
    const key = `${day}/${row}`;
    const cell = cells.get(key) ?? { day, row, met: 0, missed: 0, unjudged: 0 };
    cell[outcome === 'met' || outcome === 'missed' ? outcome : 'unjudged'] += count;
    cells.set(key, cell);
  }
  return [...cells.values()].sort((a, b) => (a.day + a.row < b.day + b.row ? -1 : 1));
}

const sharesOfEach = 5;

/** @param counts misses alone. */
export function missesOf(counts: readonly OutcomeCount[], localTime: LocalTime) {
  const place = createPlacer(localTime);
  const byStandard = Map.groupBy(counts, ({ standard }) => standard);
  return [...byStandard].map(([standard, own]) => {
    const missed = own.reduce((sum, { count }) => sum + count, 0);
    const shares = missKeys.flatMap((by) => {
      const sums = new Map<string, number>();
      for (const one of own) {
        const key = keyOf(one, by, place);
        if (key !== '') sums.set(key, (sums.get(key) ?? 0) + one.count);
      }
      return [...sums]
        .map(([key, sum]): MissShare => ({ by, key, missed: sum, share: sum / missed }))
        .sort((a, b) => b.missed - a.missed || (a.key < b.key ? -1 : 1))
        .slice(0, sharesOfEach);
    });
    return { standard, missed, shares };
  });
}

function keyOf(one: OutcomeCount, by: MissKey, place: ReturnType<typeof createPlacer>): string {
  return by === 'hour' || by === 'day' ? place(one.at)[by] : one[by];
}
