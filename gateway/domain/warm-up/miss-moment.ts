// When a miss is certain while the tap still runs: docs/warm-up.md, rule 9, "At once".
import { beyondTarget } from './crossing.ts';
import type { Judge, OpenDraw } from './outlet-state.ts';
import { typicalIntervalS } from './sampling.ts';

/** Rule 9: the last sample must be younger than this many intervals. */
const freshIntervals = 3;
/** Water that rises faster may be the front itself: then only the next sample can tell. */
const standingKPerS = 1;

/** The limit on the device's clock, Unix ms; earlier by what chained tries have used up. */
export function limitAt(judge: Judge, draw: OpenDraw): number {
  return draw.startedAt + (judge.standard.limitS - judge.chainedS) * 1000;
}

/** Whether the samples so far rule out a crossing up to limit + u, however fast the water may still rise. */
export function cannotBeInTime(judge: Judge, draw: OpenDraw, uncertaintyS: number): boolean {
  const overAt = limitAt(judge, draw) + uncertaintyS * 1000;
  const crossedAt = judge.crossing.acceptedAt ?? judge.crossing.candidateAt;
  if (crossedAt !== undefined) return crossedAt > overAt;
  if (draw.water === undefined || draw.sensorFault) return draw.last.at >= overAt;
  const leftS = Math.max(0, overAt - draw.water.at) / 1000;
  return beyondTarget(judge.standard, draw.water.temperatureC) + judge.standard.fastestKPerS * leftS < 0;
}

/**
 * The instant at which the miss is certain although no further sample comes: undefined where only a sample can tell.
 * A reading from just before the limit stands for the water at the limit, unless the water was on its way.
 */
export function missWithoutSampleAt(judge: Judge, draw: OpenDraw, uncertaintyS: number): number | undefined {
  const { water } = draw;
  const crossed = judge.crossing.candidateAt ?? judge.crossing.acceptedAt;
  if (water === undefined || crossed !== undefined) return undefined;
  const { fastestKPerS, below } = judge.standard;
  const standing = (below ? -draw.risingKPerS : draw.risingKPerS) < standingKPerS;
  if (!standing && !cannotBeInTime(judge, draw, uncertaintyS)) return undefined;
  const tooColdAtLimit = beyondTarget(judge.standard, water.temperatureC) + fastestKPerS * uncertaintyS < 0;
  const at = limitAt(judge, draw) + (tooColdAtLimit ? 0 : uncertaintyS * 1000);
  const fresh = at - draw.last.at < freshIntervals * typicalIntervalS(draw.intervalsS) * 1000;
  return fresh ? Math.max(at, draw.last.at) : undefined;
}
