// Long work in short turns: between them the hub takes in what devices say.
import { setImmediate } from 'node:timers/promises';

/** Some milliseconds of judging. */
const stepsATurn = 20;

export async function inTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done) return step.value;
    if (steps % stepsATurn === 0) await setImmediate();
  }
}
