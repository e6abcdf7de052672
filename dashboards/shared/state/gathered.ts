// News comes in bursts: what is asked because of it is asked once, a moment after the first of them.

const gatherMs = 3_000;

export function gathered(ask: () => void): () => void {
  let isAwaited = false;
  return () => {
    if (isAwaited) return;
    isAwaited = true;
    setTimeout(() => {
      isAwaited = false;
      ask();
    }, gatherMs);
  };
}
