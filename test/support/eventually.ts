// Waiting on a condition, for what tells nobody when it is done.

/** The first answer of `ask` that `isIt` takes. An `ask` that fails has no answer yet. @throws with the last of both after `withinMs`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isIt: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    let last: string | undefined;
    try {
      const answer = await ask();
      if (isIt(answer)) return answer;
      last = JSON.stringify(answer)?.slice(0, 2_000);
    } catch (error) {
      last = String(error);
    }
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms; last: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
