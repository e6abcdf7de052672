// How often this outlet is sampled in this draw, taken from the trace itself, and what that does to certainty:
// docs/warm-up.md, rules 7, 8.
import { lagS } from './probe-lag.ts';

/** Until the draw has shown its own rhythm. */
const nominalS = 1;
/** A device does not change its rhythm within a draw: more intervals would say nothing new. */
const mostIntervals = 120;
/** Fewer say nothing about the rhythm. */
const leastIntervals = 3;
/** docs/warm-up.md, rule 8, `data-gap`. */
const mostMissing = 3;
const longestIntervalS = 5;
const uncertainShareOfLag = 0.1;

/** Puts an interval in its place; `sortedS` stays ascending. */
export function addInterval(sortedS: number[], intervalS: number): void {
  if (sortedS.length >= mostIntervals) return;
  let place = sortedS.length;
  while (place > 0 && (sortedS[place - 1] as number) > intervalS) place -= 1;
  sortedS.splice(place, 0, intervalS);
}

/** The median, seconds. */
export function typicalIntervalS(sortedS: readonly number[]): number {
  if (sortedS.length === 0) return nominalS;
  const upper = sortedS[sortedS.length >> 1] as number;
  const lower = sortedS[(sortedS.length - 1) >> 1] as number;
  return (lower + upper) / 2;
}

/** Whether so much is missing that nothing in between may be interpolated. */
export function isGap(intervalS: number, sortedS: readonly number[]): boolean {
  if (intervalS >= longestIntervalS) return true;
  if (sortedS.length < leastIntervals) return false;
  return Math.round(intervalS / typicalIntervalS(sortedS)) - 1 > mostMissing;
}

/** u of rule 7: half the sample interval + 10 % of the lag correction, seconds. */
export function uncertaintyS(sortedS: readonly number[], tauS: number): number {
  return typicalIntervalS(sortedS) / 2 + uncertainShareOfLag * lagS(tauS);
}
