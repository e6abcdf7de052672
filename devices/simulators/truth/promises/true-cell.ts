// One cell of the ledger as the house truly was. More than one outcome only where nobody can tell whose cup it was, or where the
// truth lies closer to a limit than a device can see.

export type CellOutcome = 'met' | 'missed' | 'no-evidence' | 'none';

export interface TrueCell {
  /** Without its version. */
  readonly standard: string;
  /** Unset: a standard of the house beside the twelve. */
  readonly touchpoint?: string;
  /** A stay's reference, `2026-01-12/tea-lobby-1`, or whatever else it is about. */
  readonly subject: string;
  /** The likeliest first. `none`: nothing promised, or nothing due yet. */
  readonly outcomes: readonly CellOutcome[];
  /** In words, for whoever looks into a difference. */
  readonly why: string;
  /** Of cells of days: the instant that they are about. */
  readonly at?: number;
}

/** Makes the cells of one promise. */
export function cellsOf(standard: string, touchpoint?: string) {
  return (subject: string, outcomes: CellOutcome | readonly CellOutcome[], why: string, at?: number): TrueCell => ({
    standard,
    subject,
    outcomes: typeof outcomes === 'string' ? [outcomes] : outcomes,
    why,
    ...(touchpoint !== undefined && { touchpoint }),
    ...(at !== undefined && { at }),
  });
}
