// What a peer has not written yet: whole batches first, one write after the other, and the rest when nothing else has come for a while.

export interface Batches<T> {
  add(one: T): void;
  /** After a message: what is enough for a batch is on its way. */
  settle(): void;
}

const most = 5_000;
const longestMs = 100;

export function createBatches<T>(write: (batch: T[]) => Promise<void>): Batches<T> {
  const full: T[][] = [];
  let open: T[] = [];
  let writing = false;
  setInterval(() => void drain(), longestMs);

  async function drain(): Promise<void> {
    if (writing) return;
    writing = true;
    for (let batch = next(); batch.length > 0; batch = next()) await write(batch);
    writing = false;
  }

  function next(): T[] {
    const whole = full.shift();
    if (whole !== undefined) return whole;
    const rest = open;
    open = [];
    return rest;
  }

  return {
    add: (one) => void open.push(one),
    settle() {
      if (open.length < most) return;
      full.push(open);
      open = [];
      void drain();
    },
  };
}
