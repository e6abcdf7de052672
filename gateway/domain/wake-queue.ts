// Who wants to be woken when: a binary heap with at most one live entry a sleeper. Later wishes are looked up when the
// earlier one comes due, so that a device that speaks every second does not grow the heap.

export interface WakeQueue<K> {
  /** Asks to be woken at the first whole millisecond from `at` on; keeps the earlier of this and what stands. */
  want(sleeper: K, at: number): void;
  nextAt(): number | undefined;
  /** Takes out all that are due at `now`, earliest first. They must ask again. */
  takeDue(now: number): K[];
}

export function createWakeQueue<K>(): WakeQueue<K> {
  const heap: { at: number; sleeper: K }[] = [];
  const wanted = new Map<K, number>();

  function swap(i: number, j: number): void {
    const held = heap[i] as (typeof heap)[number];
    heap[i] = heap[j] as (typeof heap)[number];
    heap[j] = held;
  }
  const at = (i: number): number => heap[i]?.at ?? Number.POSITIVE_INFINITY;

  function push(entry: { at: number; sleeper: K }): void {
    let i = heap.push(entry) - 1;
    while (i > 0 && at((i - 1) >> 1) > at(i)) {
      swap(i, (i - 1) >> 1);
      i = (i - 1) >> 1;
    }
  }

  function pop(): { at: number; sleeper: K } | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      const child = at(2 * i + 1) <= at(2 * i + 2) ? 2 * i + 1 : 2 * i + 2;
      if (at(child) >= at(i)) return top;
      swap(i, child);
      i = child;
    }
  }

  return {
    want(sleeper, wantedAt) {
      const wakeAt = Math.ceil(wantedAt);
      const standing = wanted.get(sleeper);
      if (standing !== undefined && standing <= wakeAt) return;
      wanted.set(sleeper, wakeAt);
      push({ at: wakeAt, sleeper });
    },
    nextAt() {
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        if (wanted.get(top.sleeper) === top.at) return top.at;
        pop();
      }
      return undefined;
    },
    takeDue(now) {
      const due: K[] = [];
      while (at(0) <= now) {
        const top = pop() as { at: number; sleeper: K };
        if (wanted.get(top.sleeper) !== top.at) continue;
        wanted.delete(top.sleeper);
        due.push(top.sleeper);
      }
      return due;
    },
  };
}
