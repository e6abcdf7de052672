// A note of managers on a period: something was wrong with what was measured, or explains it. What is on record stays as it is; where
// nobody can have been served badly, a second number without the period stands beside the first. Pure.
import type { NotedAction } from '../noted-action.ts';

/**
 * Only a broken sensor and an empty house set verdicts aside. Works on the plant explain a miss and leave it one: guests stood in
 * cold water all the same, and nobody can hide it.
 */
export const correctionCategories = ['sensor-fault', 'no-guests', 'works', 'other'] as const;
export type CorrectionCategory = (typeof correctionCategories)[number];

export function setsAside(category: CorrectionCategory): boolean {
  return category === 'sensor-fault' || category === 'no-guests';
}

export interface Correction {
  readonly id: string;
  /** Unix ms, full quarters of an hour: `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly category: CorrectionCategory;
  /** Unset of each: all. */
  readonly standard?: string;
  readonly space?: string;
  readonly floor?: string;
  readonly riser?: string;
  readonly reason: string;
  readonly by: string;
  /** When it was said, Unix ms. */
  readonly at: number;
}

/** A verdict's place and time, or those of several in one quarter of an hour. */
export interface Placed {
  readonly standard: string;
  readonly at: number;
  readonly space: string;
  readonly floor: string;
  readonly riser: string;
}

export function isAbout({ from, to, standard, space, floor, riser }: Correction, one: Placed): boolean {
  return (
    one.at >= from &&
    one.at < to &&
    (standard === undefined || standard === one.standard) &&
    (space === undefined || space === one.space) &&
    (floor === undefined || floor === one.floor) &&
    (riser === undefined || riser === one.riser)
  );
}

type Told = Omit<Correction, 'id' | 'at' | 'by'>;

/** As it lies in the audit log, and so in the chain of the evidence. */
export function noteOfCorrection(told: Told, by: string): NotedAction {
  return { action: 'period-corrected', by, data: { ...told } };
}

/** @param noted those of `period-corrected` and `correction-withdrawn`, in any order. */
export function correctionsInForce(
  noted: readonly (NotedAction & { readonly id: string; readonly at: number })[],
): readonly Correction[] {
  const withdrawn = new Set(
    noted.flatMap(({ action, subject }) => (action === 'correction-withdrawn' ? [subject] : [])),
  );
  return noted
    .filter(({ action, id }) => action === 'period-corrected' && !withdrawn.has(id))
    .map(({ id, at, by, data }) => ({ ...(data as unknown as Told), id, at, by }))
    .sort((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1));
}
