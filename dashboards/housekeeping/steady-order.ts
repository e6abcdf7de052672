// Rows never jump under a thumb: while the list is touched, every row stays where it is and new ones wait above it. Pure.

/** A row by its task, in the group that it is shown in. */
export interface Row<Group extends string = string> {
  readonly group: Group;
  readonly id: string;
}

export interface Steady<Group extends string = string> {
  readonly rows: readonly Row<Group>[];
  /** How many wait to be let in. */
  readonly held: number;
}

/**
 * @param shown as it stands on the screen; undefined where nothing does yet.
 * @param isThere whether a row's task can still be shown, in whichever state.
 */
export function steady<Group extends string>(
  shown: readonly Row<Group>[] | undefined,
  wanted: readonly Row<Group>[],
  isTouched: boolean,
  isThere: (id: string) => boolean,
): Steady<Group> {
  if (!isTouched || shown === undefined || shown.length === 0) return { rows: wanted, held: 0 };
  const rows = shown.filter(({ id }) => isThere(id));
  const known = new Set(rows.map(({ id }) => id));
  return { rows, held: wanted.filter(({ id }) => !known.has(id)).length };
}
