// The instants of a device's latest samples: a resend is recognised to the millisecond, and changes nothing.

/** More than the largest batch that is taken (1000 samples), so that one resent as a whole is recognised as a whole. */
const remembered = 1200;

export interface RecentInstants {
  /**
   * Takes the instant in. `new`: later than all; `repeat`: seen; `late`: older than the latest and not seen; `beyond`:
   * older than all that is remembered, too old to tell.
   */
  place(at: number): 'new' | 'repeat' | 'late' | 'beyond';
  /** The first instant from `at` on that was not seen. */
  freeFrom(at: number): number;
  /** The oldest, then the steps to each next one: a few characters each, where whole instants take thirteen. */
  snapshot(): number[];
}

export function createRecentInstants(restored: readonly number[] = []): RecentInstants {
  const instants: number[] = [];
  for (const step of restored) instants.push((instants.at(-1) ?? 0) + step);

  /** Where `at` stands or would stand; from the end, because what comes late comes a little late. */
  function indexOf(at: number): number {
    let index = instants.length;
    while (index > 0 && (instants[index - 1] as number) >= at) index -= 1;
    return index;
  }

  return {
    place(at) {
      const isNew = at > (instants.at(-1) ?? Number.NEGATIVE_INFINITY);
      const isFull = instants.length >= remembered;
      if (isNew) instants.push(at);
      else if (isFull && at < (instants[0] as number)) return 'beyond';
      else {
        const index = indexOf(at);
        if (instants[index] === at) return 'repeat';
        instants.splice(index, 0, at);
      }
      if (isFull) instants.shift();
      return isNew ? 'new' : 'late';
    },
    freeFrom(at) {
      let free = at;
      for (let index = indexOf(at); instants[index] === free; index += 1) free += 1;
      return free;
    },
    snapshot: () => instants.map((at, index) => at - (instants[index - 1] ?? 0)),
  };
}
