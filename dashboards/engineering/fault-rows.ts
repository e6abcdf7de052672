// What is not well, by importance, with what an engineer asks next: how often since, when last, who has it, which way it goes. Pure.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { byUrgency } from '../shared/ui/thing-state.ts';
import { inPlaceOrder } from './floor-plan.ts';
import type { SpaceCell } from './space-cell.ts';

export interface FaultRow {
  readonly cell: SpaceCell;
  /** How often it showed since it is open; undefined where nothing is counted. */
  readonly count?: number;
  /** When it last showed, Unix ms. */
  readonly lastAt?: number;
  /** The latest judged draws of the space, oldest first: seconds, null where it never got hot. */
  readonly trend: readonly TrendPoint[];
}

export interface TrendPoint {
  readonly seconds: number | null;
  readonly isMissed: boolean;
}

const drawsInTrend = 12;

export function faultRows(cells: Iterable<SpaceCell>, draws: Iterable<Draw>): readonly FaultRow[] {
  const judged = Map.groupBy(
    [...draws].filter(({ outcome }) => outcome === 'met' || outcome === 'missed'),
    ({ space }) => space,
  );
  return [...cells]
    .filter(({ state }) => state !== 'ok')
    .sort(
      (one, other) =>
        byUrgency(one.state, other.state) ||
        (one.since ?? 0) - (other.since ?? 0) ||
        inPlaceOrder(one.space, other.space),
    )
    .map((cell) => faultRow(cell, judged.get(cell.space) ?? []));
}

function faultRow(cell: SpaceCell, judged: readonly Draw[]): FaultRow {
  const evidence = cell.task?.evidence.map(({ at }) => Date.parse(at)) ?? [];
  const shownAt = cell.since === undefined ? evidence : [...evidence, cell.since];
  return {
    cell,
    ...(evidence.length > 0 && { count: evidence.length }),
    ...(shownAt.length > 0 && { lastAt: Math.max(...shownAt) }),
    trend: judged
      .toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1))
      .slice(-drawsInTrend)
      .map(({ seconds, outcome }) => ({ seconds, isMissed: outcome === 'missed' })),
  };
}
