// Duties while no water flows: an outlet must be used, and its temperature must not rise by itself. Both need samples: the
// silence of a device is its own task, never evidence about the water.
import { type DutyFailure, failed } from './duties.ts';
import { isBelievable } from './reading-faults.ts';

export interface IdleWatch {
  /** End of the last draw, or the first sample ever heard. Unix ms. */
  quietSince?: number;
  stagnationTold?: true;
  /** The coldest reading that a rise is measured from. */
  low?: { readonly at: number; readonly temperatureC: number };
  crossFlowTold?: true;
}

const stagnantAfterMs = 7 * 24 * 60 * 60_000;
/** The heat of the draw itself still moves through the pipe. */
const settlingMs = 60_000;
/** Rooms and standing pipes move slower than this; water of the other branch does not. */
const riseK = 5;
const riseWithinMs = 10 * 60_000;

export function drawEnded(at: number): IdleWatch {
  return { quietSince: at };
}

export function watchIdle(watch: IdleWatch, at: number, temperatureC: number | null): DutyFailure[] {
  watch.quietSince ??= at;
  return [...watchStagnation(watch, at), ...watchCrossFlow(watch, at, temperatureC)];
}

function watchStagnation(watch: IdleWatch, at: number): DutyFailure[] {
  const quietSince = watch.quietSince ?? at;
  if (watch.stagnationTold || at - quietSince < stagnantAfterMs) return [];
  watch.stagnationTold = true;
  return [failed('stagnation', at, { quietSince, limitDays: stagnantAfterMs / 86_400_000 })];
}

function watchCrossFlow(watch: IdleWatch, at: number, temperatureC: number | null): DutyFailure[] {
  if (!isBelievable(temperatureC) || at - (watch.quietSince ?? at) < settlingMs) return [];
  if (watch.low === undefined || temperatureC < watch.low.temperatureC || at - watch.low.at > riseWithinMs) {
    watch.low = { at, temperatureC };
    return [];
  }
  const { low } = watch;
  if (watch.crossFlowTold || temperatureC - low.temperatureC < riseK) return [];
  watch.crossFlowTold = true;
  const seconds = (at - low.at) / 1000;
  return [failed('cross-flow', at, { fromC: low.temperatureC, temperatureC, seconds })];
}
