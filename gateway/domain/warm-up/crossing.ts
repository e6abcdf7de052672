// The instant at which the water reached the target and stayed: docs/warm-up.md, rule 4. A hump is not a crossing.
import type { WarmUpStandard } from '../standard.ts';
import type { WaterPoint } from './probe-lag.ts';

export interface Crossing {
  readonly last?: WaterPoint;
  /** Crossed, but not yet held. */
  readonly candidateAt?: number;
  /** Crossed and held. */
  readonly acceptedAt?: number;
}

/** How far the water is on its way to the target, K above it; negative while it is not there. */
export function beyondTarget(standard: WarmUpStandard, temperatureC: number): number {
  return standard.below ? standard.targetC - temperatureC : temperatureC - standard.targetC;
}

/** `startedAt` is where water that is there from the first reading on has crossed. */
export function followCrossing(
  crossing: Crossing,
  point: WaterPoint,
  standard: WarmUpStandard,
  startedAt: number,
): Crossing {
  const { last, candidateAt, acceptedAt } = crossing;
  if (acceptedAt !== undefined) return crossing;
  const beyond = beyondTarget(standard, point.temperatureC);
  if (candidateAt === undefined) {
    if (beyond < 0) return { last: point };
    if (last === undefined) return { last: point, candidateAt: startedAt };
    return { last: point, candidateAt: instantAt(last, point, standard.targetC) };
  }
  const heldUntil = candidateAt + standard.holdS * 1000;
  if (point.at < heldUntil) return beyond < -standard.holdBandK ? { last: point } : { ...crossing, last: point };
  const atEnd = last === undefined ? point.temperatureC : temperatureAt(last, point, heldUntil);
  if (beyondTarget(standard, atEnd) >= -standard.holdBandK) return { last: point, acceptedAt: candidateAt };
  return { last: point };
}

/** The draw is over: the samples that remain suffice. */
export function endCrossing(crossing: Crossing): Crossing {
  const { last, candidateAt, acceptedAt } = crossing;
  const crossedAt = acceptedAt ?? candidateAt;
  return { ...(last !== undefined && { last }), ...(crossedAt !== undefined && { acceptedAt: crossedAt }) };
}

function instantAt(from: WaterPoint, to: WaterPoint, temperatureC: number): number {
  const share = (temperatureC - from.temperatureC) / (to.temperatureC - from.temperatureC);
  return from.at + Math.min(Math.max(share, 0), 1) * (to.at - from.at);
}

function temperatureAt(from: WaterPoint, to: WaterPoint, at: number): number {
  return from.temperatureC + ((to.temperatureC - from.temperatureC) * (at - from.at)) / (to.at - from.at);
}
