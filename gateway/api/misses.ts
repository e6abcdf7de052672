// From outcomes by quarter of an hour to the days, hours and floors of a heatmap, and to what ate a promise's error budget.
import type { Calendar } from '../domain/calendar.ts';
import type { DayFloorCount, FloorCount, OutcomeCount, PlaceMisses, QuarterCount } from '../ports.ts';
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

export function hourHeatmap(
  quarters: readonly Omit<QuarterCount, 'standard' | 'neverHot'>[],
  localTime: LocalTime,
): readonly HeatmapCell[] {
  const place = createPlacer(localTime);
  return addUp(
    quarters.map(({ at, met, missed, unjudged }) => {
      const { day, hour: row } = place(at);
      return { day, row, met, missed, unjudged };
    }),
  );
}

export function floorHeatmap(counts: readonly DayFloorCount[]): readonly HeatmapCell[] {
  return addUp(counts.map(({ floor: row, ...count }) => ({ row, ...count })));
}

/** Of promises of service. */
export function serviceHeatmap(
  counts: readonly FloorCount[],
  rows: 'hour' | 'floor',
  localTime: LocalTime,
): readonly HeatmapCell[] {
  const place = createPlacer(localTime);
  return addUp(
    counts.map(({ at, floor, outcome, count }) => {
      const { day, hour } = place(at);
      const cell = { day, row: rows === 'hour' ? hour : floor, met: 0, missed: 0, unjudged: 0 };
      return { ...cell, [outcome === 'met' || outcome === 'missed' ? outcome : 'unjudged']: count };
    }),
  );
}

function addUp(parts: readonly HeatmapCell[]): readonly HeatmapCell[] {
  const cells = new Map<string, HeatmapCell>();
  for (const { day, row, met, missed, unjudged } of parts) {
    const key = `${day}/${row}`;
    const cell = cells.get(key) ?? { day, row, met: 0, missed: 0, unjudged: 0 };
    cells.set(key, cell);
    cell.met += met;
    cell.missed += missed;
    cell.unjudged += unjudged;
  }
  return [...cells.values()].sort((a, b) => (a.day + a.row < b.day + b.row ? -1 : 1));
}

/** Misses that have these keys in common. What has no `day` is a further look at misses that are counted by day beside it. */
interface MissCount {
  readonly standard: string;
  readonly missed: number;
  readonly keys: Partial<Readonly<Record<MissKey, string>>>;
}

export function drawMisses(
  quarters: readonly QuarterCount[],
  places: readonly PlaceMisses[],
  localTime: LocalTime,
): readonly MissCount[] {
  const place = createPlacer(localTime);
  return [
    ...quarters.flatMap(({ at, standard, missed, neverHot }) => [
      { standard, missed, keys: place(at) },
      { standard, missed: neverHot, keys: { cause: 'never-hot' } },
      { standard, missed: missed - neverHot, keys: { cause: 'late' } },
    ]),
    ...places.map(({ standard, missed, ...keys }) => ({ standard, missed, keys })),
  ];
}

export function serviceMisses(counts: readonly OutcomeCount[], localTime: LocalTime): readonly MissCount[] {
  const place = createPlacer(localTime);
  return counts.map(({ standard, at, count, space, floor, riser, cause }) => ({
    standard,
    missed: count,
    keys: { space, floor, riser, cause, ...place(at) },
  }));
}

const sharesOfEach = 5;

export function missesOf(counts: readonly MissCount[]) {
  const byStandard = Map.groupBy(
    counts.filter(({ missed }) => missed > 0),
    ({ standard }) => standard,
  );
  return [...byStandard].map(([standard, own]) => {
    const missed = own.reduce((sum, one) => sum + (one.keys.day === undefined ? 0 : one.missed), 0);
    const shares = missKeys.flatMap((by) => {
      const sums = new Map<string, number>();
      for (const one of own) {
        const key = one.keys[by] ?? '';
        if (key !== '') sums.set(key, (sums.get(key) ?? 0) + one.missed);
      }
      return [...sums]
        .map(([key, sum]): MissShare => ({ by, key, missed: sum, share: sum / missed }))
        .sort((a, b) => b.missed - a.missed || (a.key < b.key ? -1 : 1))
        .slice(0, sharesOfEach);
    });
    return { standard, missed, shares };
  });
}
