// What was so on each day: machines through their hours, hot water round the clock, and the jobs that have an hour.
import type { Mark } from '../dispenser-recorder.ts';
import { hotnessOf, type Sight } from './room-truth.ts';
import { type CellOutcome, cellsOf, type TrueCell } from './true-cell.ts';
import type { TrueHouse } from './true-house.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** How finely a day is looked at. */
const stepMs = 2 * minute;
/** Levels are kept in steps, and a day is looked at in steps. */
const doubtShare = 0.012;
const leastLevelPercent = 5;

interface Machines {
  readonly standard: string;
  readonly touchpoint: string;
  readonly space: string;
  readonly hours: readonly (readonly [from: number, to: number])[];
  readonly share: number;
}

const machines: readonly Machines[] = [
  { standard: 'waiting-drink', touchpoint: 'waiting', space: 'lobby', hours: [[7, 23]], share: 0.95 },
  { standard: 'breakfast-machines', touchpoint: 'breakfast', space: 'breakfast', hours: [[6.5, 10]], share: 0.95 },
  {
    standard: 'snack-stocked',
    touchpoint: 'snack',
    space: 'snack-bar',
    hours: [
      [11.5, 13.5],
      [21, 23.5],
    ],
    share: 0.9,
  },
];

const jobs = [
  { standard: 'bedtime-milk', touchpoint: 'snack', type: 'milk-ready', by: 22.5 },
  { standard: 'card-entry-23h', type: 'entry-by-card', by: 23 },
] as const;
const dryersBy = 20;
const hotShare = 0.95;
const hotForMs = 2 * day;

export function dayTruth(house: TrueHouse, corridors: readonly string[]): readonly TrueCell[] {
  const cells: TrueCell[] = [];
  for (let midnight = house.from; midnight < house.until; midnight += day) {
    cells.push(
      ...machines.flatMap((one) => machineCells(house, one, midnight)),
      ...hotWaterCells(house, midnight),
      ...jobs.flatMap((job) => jobCells(house, { ...job, subject: house.dayOf(midnight), midnight })),
      ...corridors.flatMap((space) =>
        jobCells(house, {
          standard: 'hair-dryer-present',
          type: 'hair-dryer-present',
          by: dryersBy,
          subject: `${house.dayOf(midnight)}/${space}`,
          midnight,
          space,
        }),
      ),
    );
  }
  return cells;
}

function machineCells(house: TrueHouse, one: Machines, midnight: number): readonly TrueCell[] {
  const end = midnight + one.hours.at(-1)![1] * hour;
  if (house.until < end + stepMs) return [];
  return house.devices
    .filter(({ kind, space }) => kind.endsWith('-dispenser') && space === one.space)
    .map(({ id }) => {
      const states = one.hours.flatMap(([from, to]) =>
        statesBetween(midnight + from * hour, midnight + to * hour, (at) => machineAt(house, id, at)),
      );
      const [outcomes, why] = judge(states, one.share);
      return cellsOf(one.standard, one.touchpoint)(`${house.dayOf(midnight)}/${id}`, outcomes, why, end - 1);
    });
}

function machineAt(house: TrueHouse, id: string, at: number): Sight {
  if (house.wasSilent(id, at, at)) return 'unknown';
  const recorder = house.recorders.get(id);
  const faulty = recorder?.faults.some(
    (since) => since <= at && !house.diary.repaired.some((one) => one.device === id && one.at > since && one.at <= at),
  );
  if (faulty) return 'wrong';
  return levelAt(recorder?.levels ?? [], at) >= leastLevelPercent ? 'right' : 'wrong';
}

const levelAt = (levels: readonly Mark[], at: number) => levels.findLast((one) => one.at <= at)?.value ?? 0;

function hotWaterCells(house: TrueHouse, midnight: number): readonly TrueCell[] {
  const end = midnight + day;
  if (house.until < end + stepMs) return [];
  return house.devices
    .filter(({ kind }) => kind === 'hot-water-sensor')
    .map(({ id, space }) => {
      const draws = house.drawsOf(space).filter(({ seen }) => seen);
      // Draws in doubt are once taken for the better, once for the worse.
      const sights = (['right', 'wrong'] as const).map((likelier) => {
        const marks = draws.flatMap((draw) => {
          const seen = hotnessOf(draw);
          if (!seen.includes('right') && !seen.includes('wrong')) return [];
          const value = seen.includes(likelier) ? likelier : seen.includes('unknown') ? undefined : seen[0];
          return value === undefined || value === 'unknown' ? [] : [{ at: draw.endedAt, value }];
        });
        return judge(
          statesBetween(midnight, end, (at) => {
            if (house.wasSilent(id, at, at)) return 'unknown';
            const last = marks.findLast((one) => one.at <= at);
            return last === undefined || at - last.at > hotForMs ? 'unknown' : last.value;
          }),
          hotShare,
        );
      });
      const outcomes = [...new Set(sights.flatMap(([some]) => some))];
      return cellsOf('hot-water-24h')(
        `${house.dayOf(midnight)}/${id}`,
        outcomes,
        sights.map(([, why]) => why).join('; '),
        end - 1,
      );
    });
}

function statesBetween(from: number, to: number, stateAt: (at: number) => Sight): readonly Sight[] {
  return Array.from({ length: Math.round((to - from) / stepMs) }, (_, index) => stateAt(from + (index + 0.5) * stepMs));
}

/** Met even if all that is unknown was wrong; missed even if all of it was right; else nobody knows. */
function judge(states: readonly Sight[], share: number): [CellOutcome[], string] {
  const shareOf = (state: Sight) => states.filter((one) => one === state).length / states.length;
  const [right, wrong] = [shareOf('right'), shareOf('wrong')];
  const verdict = (r: number, w: number): CellOutcome =>
    r >= share ? 'met' : w > 1 - share ? 'missed' : 'no-evidence';
  const outcomes = [
    verdict(right, wrong),
    verdict(right + doubtShare, wrong - doubtShare),
    verdict(right - doubtShare, wrong + doubtShare),
    verdict(right - doubtShare, wrong - doubtShare),
  ];
  const isNear = Math.abs(right - share) < doubtShare || Math.abs(wrong - (1 - share)) < doubtShare;
  return [
    isNear ? [...new Set(outcomes)] : outcomes.slice(0, 1),
    `right ${right.toFixed(3)}, wrong ${wrong.toFixed(3)}`,
  ];
}

interface Job {
  readonly standard: string;
  readonly touchpoint?: string;
  readonly type: string;
  readonly by: number;
  readonly subject: string;
  readonly midnight: number;
  readonly space?: string;
}

function jobCells(
  house: TrueHouse,
  { standard, touchpoint, type, by, subject, midnight, space }: Job,
): readonly TrueCell[] {
  const dueAt = midnight + by * hour;
  if (house.until <= dueAt) return [];
  const done = house.diary.service
    .filter((one) => one.type === type && (space === undefined || one.space === space))
    .map(({ at }) => at)
    .filter((at) => at >= midnight && at < midnight + day);
  const first = Math.min(...done);
  const cell = cellsOf(standard, touchpoint);
  if (first <= dueAt) return [cell(subject, 'met', 'done', first)];
  return [cell(subject, 'missed', done.length === 0 ? 'forgotten' : 'late', dueAt)];
}
