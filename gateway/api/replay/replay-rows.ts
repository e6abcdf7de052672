// Before and after side by side, by whatever key: what was judged on either side is counted by the same function.
import type { ReplayFigures, ReplayRow } from '../contract/replay.ts';

/** One thing that was judged, or would have been. */
export interface Pair<Verdict> {
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** Of the property's zone, `2026-03-01`. */
  readonly day: string;
  readonly riser: string;
  readonly floor: string;
  /** Of the recorded verdict; empty where there was none. */
  readonly standard: string;
}

export type ReplayKey = 'day' | 'riser' | 'floor' | 'standard';

/** @param count the figures of one side; `key` is unset for the whole. */
export function replaySides<Verdict>(
  pairs: readonly Pair<Verdict>[],
  count: (verdicts: readonly Verdict[], by?: ReplayKey, key?: string) => ReplayFigures,
) {
  const side = (some: readonly Pair<Verdict>[], of: 'before' | 'after') => some.flatMap((pair) => pair[of] ?? []);
  const rows = (by: ReplayKey): ReplayRow[] =>
    [...Map.groupBy(pairs, (pair) => pair[by])]
      .toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
      .map(([key, some]) => ({
        key,
        before: count(side(some, 'before'), by, key),
        after: count(side(some, 'after'), by, key),
      }));
  return {
    before: count(side(pairs, 'before')),
    after: count(side(pairs, 'after')),
    byDay: rows('day'),
    byRiser: rows('riser'),
    byFloor: rows('floor'),
    byStandard: rows('standard'),
  };
}
