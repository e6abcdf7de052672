// The twelve of one stay: each touchpoint is as good as the worst of its promises, and silence is never met.
import { presence, type Stay } from '../stays/stay.ts';
import { type TouchpointId, type TouchpointOutcome, touchpointIds } from '../touchpoint.ts';
import type { Cell } from './cell.ts';

export interface StripCell {
  readonly touchpoint: TouchpointId;
  /** `none`: nothing was promised, or nothing is due yet. */
  readonly outcome: TouchpointOutcome | 'none';
  readonly cells: readonly Cell[];
}

const worstFirst: readonly TouchpointOutcome[] = ['missed', 'no-evidence', 'met'];

/** @param cells those of the stay, and those of days and places: what was so while the stay was in the house is its own. */
export function stripOf(stay: Stay, cells: Iterable<Cell>): readonly StripCell[] {
  const time = presence(stay);
  const own = [...cells].filter(
    (cell) =>
      cell.outcome !== undefined &&
      (cell.stay === stay.key ||
        (cell.stay === undefined &&
          cell.evidence['day'] !== undefined &&
          time !== undefined &&
          cell.at >= time.from &&
          cell.at <= (time.to ?? Number.POSITIVE_INFINITY))),
  );
  return touchpointIds.map((touchpoint) => {
    const ofTouchpoint = own.filter((cell) => cell.touchpoint === touchpoint);
    const outcome = worstFirst.find((one) => ofTouchpoint.some((cell) => cell.outcome === one)) ?? 'none';
    return { touchpoint, outcome, cells: ofTouchpoint };
  });
}
