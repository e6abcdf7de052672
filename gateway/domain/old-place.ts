// What stands again after it was over has its old place among the others: what is done with several, in their order, is the same
// whether a restart came in between or not.

interface Opened {
  readonly id: string;
  readonly openedAt: number;
}

/** @param standing by id, in the order in which they were opened: as a start reads them. */
export function putInOldPlace<T extends Opened>(standing: Map<string, T>, again: T): void {
  const inOrder = [...standing.values(), again].sort(
    (one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1),
  );
  standing.clear();
  for (const one of inOrder) standing.set(one.id, one);
}
