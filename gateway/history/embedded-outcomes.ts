// Where and when draws were met and missed, from the kept tallies: what heatmaps are drawn from, and what ate the error budget.
import type {
  DayFloorCount,
  DrawOutcomes,
  JudgedCount,
  OutcomeSpan,
  PlaceFilter,
  PlaceMisses,
  QuarterCount,
  SqlFile,
  SqlValue,
} from '../ports.ts';
import { tallyRanges } from './tally-ranges.ts';

/** As `quarter_tally` has them. */
const quarterMs = 15 * 60_000;

const quarterSums = {
  cells:
    'at, standard, sum(met) as met, sum(missed) as missed, sum(never_hot) as neverHot, sum(unjudged) as unjudged ' +
    'from quarter_tally where at >= ? and at < ?',
  draws:
    `started_at / ${quarterMs} * ${quarterMs} as at, standard, sum(outcome = 'met') as met, sum(outcome = 'missed') as missed, ` +
    "sum(outcome = 'missed' and seconds is null) as neverHot, sum(outcome not in ('met', 'missed')) as unjudged " +
    'from verdict where started_at >= ? and started_at < ?',
} as const;
const floorSums = {
  cells: 'sum(met) as met, sum(missed) as missed, sum(inconclusive + excluded) as unjudged',
  draws:
    "sum(outcome = 'met') as met, sum(outcome = 'missed') as missed, sum(outcome not in ('met', 'missed')) as unjudged",
} as const;
const misses = {
  cells: { sum: 'sum(missed)', only: 'missed > 0' },
  draws: { sum: 'count(*)', only: "outcome = 'missed'" },
} as const;

const judgedSums = {
  cells: 'sum(met) as met, sum(missed) as missed',
  draws: "sum(outcome = 'met') as met, sum(outcome = 'missed') as missed",
} as const;
const judged = { cells: 'met + missed > 0', draws: "outcome in ('met', 'missed')" } as const;

/** `timeZone`: in which the tallies are kept. */
export function createEmbeddedOutcomes(file: SqlFile, timeZone: string): DrawOutcomes {
  return {
    async byQuarter(query) {
      const { only, parameters } = verdictsOf(query);
      const counts: QuarterCount[] = [];
      for (const { of, from, to } of quarterRanges(query)) {
        const sql = `select ${quarterSums[of]} and ${only} group by 1, 2`;
        counts.push(...(await file.read<QuarterCount>(sql, [from, to, ...parameters])));
      }
      return counts;
    },
    async byFloor(query) {
      const { only, parameters } = verdictsOf(query);
      const counts: DayFloorCount[] = [];
      for (const { source, of, day, ...range } of tallyRanges(query, timeZone, 'outlets')) {
        const sql = `select ${day} as day, floor, ${floorSums[of]} from ${source} and ${only} group by 1, 2`;
        counts.push(...(await file.read<DayFloorCount>(sql, [...range.parameters, ...parameters])));
      }
      return counts;
    },
    async missesByPlace(query) {
      const verdicts = verdictsOf(query);
      const counts: PlaceMisses[] = [];
      for (const { source, of, parameters } of tallyRanges(query, timeZone, 'long')) {
        const { sum, only } = misses[of];
        const sql = `select standard, space, floor, riser, ${sum} as missed from ${source} and ${verdicts.only} and ${only}
          group by 1, 2, 3, 4`;
        counts.push(...(await file.read<PlaceMisses>(sql, [...parameters, ...verdicts.parameters])));
      }
      return counts;
    },
    async judgedAt(query, places) {
      const verdicts = verdictsOf(query);
      const near = nearAny(places);
      const sum = { met: 0, missed: 0 };
      for (const { source, of, parameters } of tallyRanges(query, timeZone, 'long')) {
        const sql = `select ${judgedSums[of]} from ${source} and ${verdicts.only} and ${near.only}`;
        const asked = [...parameters, ...verdicts.parameters, ...near.parameters];
        const [part] = await file.read<Record<keyof JudgedCount, number | null>>(sql, asked);
        sum.met += part?.met ?? 0;
        sum.missed += part?.missed ?? 0;
      }
      return sum;
    },
    async judgedIn(query) {
      const verdicts = verdictsOf(query);
      const spaces = new Set<string>();
      for (const { source, of, parameters } of tallyRanges(query, timeZone, 'long')) {
        const sql = `select distinct space from ${source} and ${verdicts.only} and ${judged[of]}`;
        const rows = await file.read<{ space: string }>(sql, [...parameters, ...verdicts.parameters]);
        for (const { space } of rows) spaces.add(space);
      }
      return spaces;
    },
  };
}

interface Verdicts {
  /** SQL. */
  readonly only: string;
  readonly parameters: readonly SqlValue[];
}

/** A draw counts once, under its outlet's primary standard, unless one standard is asked for. */
function verdictsOf({ standard }: OutcomeSpan): Verdicts {
  return standard === undefined
    ? { only: 'is_primary = 1', parameters: [] }
    : { only: 'standard = ?', parameters: [standard] };
}

const placeKeys = ['space', 'floor', 'riser'] as const;

function nearAny(places: readonly PlaceFilter[]): Verdicts {
  const filters = places.map((place) => placeKeys.filter((key) => place[key] !== undefined));
  const each = filters.map((keys) => `(${['true', ...keys.map((key) => `${key} = ?`)].join(' and ')})`);
  return {
    only: `(${each.join(' or ') || 'false'})`,
    parameters: places.flatMap((place, index) => filters[index]!.map((key) => place[key]!)),
  };
}

interface QuarterRange {
  readonly of: 'cells' | 'draws';
  readonly from: number;
  readonly to: number;
}

/** Whole quarters as they are kept, what is left at the ends as single draws. */
function quarterRanges({ from, to }: OutcomeSpan): readonly QuarterRange[] {
  const first = Math.ceil(from / quarterMs) * quarterMs;
  const last = Math.floor(to / quarterMs) * quarterMs;
  if (first >= last) return to > from ? [{ of: 'draws', from, to }] : [];
  return [
    { of: 'draws', from, to: first },
    { of: 'cells', from: first, to: last },
    { of: 'draws', from: last, to },
  ];
}
