// Timers in the order in which they are due; timers of one instant keep the order in which they were set.

export interface Timer {
  readonly at: number;
  readonly order: number;
  /** Undefined once it was taken back. */
  wake: (() => void) | undefined;
}

export interface TimerQueue {
  push(timer: Timer): void;
  /** The next timer without taking it, those taken back left out. */
  peek(): Timer | undefined;
  pop(): Timer | undefined;
}

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap: a day of 200 rooms sets some 700,000 timers. */
export function createTimerQueue(): TimerQueue {
  const heap: Timer[] = [];

  function pop(): Timer | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  return {
    push(timer) {
      let at = heap.length;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(timer, heap[parent]!)) break;
        heap[at] = heap[parent]!;
        at = parent;
      }
      heap[at] = timer;
    },
    peek() {
      while (heap[0] !== undefined && heap[0].wake === undefined) pop();
      return heap[0];
    },
    pop,
  };
}
