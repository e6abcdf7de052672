// What a draw truly was: docs/warm-up.md applied to the true water at the measuring point, not to what a probe said of
// it. Written independently of the hub's detector, whose answers it is held against.

/** The numbers of a standard that the truth needs. */
export interface Promised {
  readonly standard: string;
  readonly targetC: number;
  readonly limitS: number;
}

/** docs/warm-up.md, "Standards that ship": the standard of a hot branch, and of a shower behind its mixer. */
export const house10s: Promised = { standard: 'house-10s', targetC: 45, limitS: 10 };
export const vdi6003Shower: Promised = { standard: 'vdi-6003-2-shower', targetC: 42, limitS: 10 };

export type TrueOutcome = 'met' | 'missed' | 'inconclusive' | 'excluded';
export type TrueReason = 'sensor-fault' | 'data-gap' | 'warm-start' | 'too-short' | 'low-flow' | 'no-hot-demand';

export interface TrueVerdict {
  readonly outcome: TrueOutcome;
  readonly reason?: TrueReason;
  /** Warm-up time with chained tries; unset where it never got hot or was not judged. */
  readonly seconds?: number;
}

export interface TruePoint {
  /** Seconds from the flow edge. */
  readonly s: number;
  readonly waterC: number;
}

export interface TrueWater {
  /** In order, from 0; fine enough that a front lies between many of them. */
  readonly curve: readonly TruePoint[];
  /** From the flow edge to the last sample with flow, seconds. */
  readonly flowingS: number;
  /** Infinite where nobody measures it. */
  readonly flowLpm: number;
  readonly mixed: boolean;
  /** Seconds of unfinished cold tries before; docs/warm-up.md, rule 6. */
  readonly chainedS: number;
  /** u of rule 7, seconds. */
  readonly uncertaintyS: number;
  /** From this second on the probe said nonsense. */
  readonly faultFromS?: number;
  /** From this second on samples are missing. */
  readonly holeFromS?: number;
  /** The miss may be said by timer so long after the last sample; unset: not at all. Seconds. */
  readonly missSaidAfterS?: number;
}

/** Rules 3, 4 and 8. */
const coldStartC = 35;
const coldStartWindowS = 5;
const holdS = 3;
const holdBandK = 1;
const leastFlowLpm = 3;
const fastestKPerS = 25;
/** A mixed outlet that rises less than this was not asked for hot water, K. */
const noHotDemandK = 2;

export function trueVerdict(water: TrueWater, promised: Promised): TrueVerdict {
  const limitS = promised.limitS - water.chainedS;
  const missAtS = missIsCertainAt(water, promised, limitS);
  const crossingS = crossing(water, promised.targetC);
  const hotInTime = crossingS !== undefined && crossingS <= missAtS;
  const tooShort = !hotInTime && water.flowingS < missAtS;
  const decidedAtS = hotInTime ? Math.min(crossingS + holdS, water.flowingS) : Math.min(missAtS, water.flowingS);

  if ((water.faultFromS ?? Number.POSITIVE_INFINITY) <= decidedAtS) return excluded('sensor-fault');
  const neededUntilS = hotInTime ? crossingS : decidedAtS - (water.missSaidAfterS ?? 0);
  if ((water.holeFromS ?? Number.POSITIVE_INFINITY) < neededUntilS) return excluded('data-gap');
  // A chain began cold: water that got hot between two tries does not make it a warm start.
  if (water.chainedS === 0 && coldest(water, coldStartWindowS) > coldStartC) return excluded('warm-start');
  if (tooShort) return excluded('too-short');
  if (water.flowLpm < leastFlowLpm) return excluded('low-flow');
  if (water.mixed && highestRise(water) < noHotDemandK) return excluded('no-hot-demand');
  if (crossingS === undefined) return { outcome: 'missed' };
  const seconds = crossingS + water.chainedS;
  if (Math.abs(seconds - promised.limitS) <= water.uncertaintyS) return { outcome: 'inconclusive', seconds };
  return { outcome: seconds < promised.limitS ? 'met' : 'missed', seconds };
}

const excluded = (reason: TrueReason): TrueVerdict => ({ outcome: 'excluded', reason });

/** Rule 9: at the limit where the water is then too cold to get hot within u, else at limit + u. */
function missIsCertainAt(water: TrueWater, promised: Promised, limitS: number): number {
  const atLimit = water.curve.find((point) => point.s >= limitS);
  const hopeless = promised.targetC - fastestKPerS * water.uncertaintyS;
  return atLimit !== undefined && atLimit.waterC < hopeless ? limitS : limitS + water.uncertaintyS;
}

/** Rule 4: the first second at which the water reaches the target and then stays hot. */
function crossing(water: TrueWater, targetC: number): number | undefined {
  const { curve, flowingS } = water;
  for (let i = 0; i < curve.length && curve[i]!.s <= flowingS; i++) {
    const { s, waterC } = curve[i]!;
    if (waterC < targetC) continue;
    let staysHot = true;
    let next = i + 1;
    for (; next < curve.length && curve[next]!.s <= Math.min(s + holdS, flowingS) && staysHot; next++) {
      staysHot = curve[next]!.waterC >= targetC - holdBandK;
    }
    if (!staysHot) {
      i = next - 1;
      continue;
    }
    const before = curve[i - 1];
    if (before === undefined || before.waterC >= targetC) return s;
    return before.s + ((targetC - before.waterC) / (waterC - before.waterC)) * (s - before.s);
  }
  return undefined;
}

function coldest(water: TrueWater, untilS: number): number {
  return Math.min(...flowing(water, untilS).map((point) => point.waterC));
}

/** How far the water ever rose above the coldest before it, K. */
function highestRise(water: TrueWater): number {
  let coldestC = Number.POSITIVE_INFINITY;
  let riseK = 0;
  for (const { waterC } of flowing(water, water.flowingS)) {
    coldestC = Math.min(coldestC, waterC);
    riseK = Math.max(riseK, waterC - coldestC);
  }
  return riseK;
}

const flowing = (water: TrueWater, untilS: number) =>
  water.curve.filter((point) => point.s <= Math.min(untilS, Math.max(water.flowingS, 0)));
