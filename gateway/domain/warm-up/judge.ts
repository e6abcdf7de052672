// Follows one draw under one standard: cold start, crossing, rise. What it sees becomes a verdict in verdict.ts.
import type { WarmUpStandard } from '../standard.ts';
import { endCrossing, followCrossing } from './crossing.ts';
import type { Judge, OpenDraw } from './outlet-state.ts';
import type { WaterPoint } from './probe-lag.ts';
import { isGap } from './sampling.ts';

/** A mixed outlet whose water changes less than this was not asked for hot water, K. */
const noDemandK = 2;

/** A chained try goes on with a warm-up that began cold, however warm the front now stands at the probe. */
export function createJudge(standard: WarmUpStandard, chainedS: number): Judge {
  return {
    standard,
    chainedS,
    crossing: {},
    crossedInGap: false,
    coldStart: chainedS > 0,
    risen: false,
    gap: 'none',
  };
}

/** Samples are missing up to the one that comes next. Behind a crossing that is still held they hide nothing if it stays held. */
export function noteGap(judge: Judge): void {
  if (judge.crossing.acceptedAt !== undefined || judge.gap === 'before-crossing') return;
  judge.gap = judge.crossing.candidateAt === undefined ? 'before-crossing' : 'in-hold';
}

export function followWater(judge: Judge, draw: OpenDraw, point: WaterPoint): void {
  followColdStart(judge, draw, point);
  followRise(judge, point.temperatureC);
  const before = judge.crossing;
  judge.crossing = followCrossing(before, point, judge.standard, draw.startedAt);
  const { candidateAt, acceptedAt } = judge.crossing;
  const crossedAt = acceptedAt ?? candidateAt;
  if (crossedAt === undefined) {
    delete judge.litresToHot;
    judge.crossedInGap = false;
    if (judge.gap === 'in-hold') judge.gap = 'before-crossing';
  } else if (before.candidateAt === undefined && before.acceptedAt === undefined) {
    judge.crossedInGap = before.last !== undefined && isGap((point.at - before.last.at) / 1000, draw.intervalsS);
    noteLitres(judge, draw, crossedAt);
  }
}

export function endWater(judge: Judge): void {
  judge.crossing = endCrossing(judge.crossing);
}

/** Once cold, what stood warm at the probe before was not the crossing. */
function followColdStart(judge: Judge, draw: OpenDraw, { at, temperatureC }: WaterPoint): void {
  const { standard } = judge;
  if (at > draw.startedAt + standard.coldStartWindowS * 1000) return;
  const extreme = standard.below ? Math.max : Math.min;
  judge.startTemperatureC = extreme(judge.startTemperatureC ?? temperatureC, temperatureC);
  const cold = standard.below ? temperatureC >= standard.coldStartC : temperatureC <= standard.coldStartC;
  if (!cold || judge.coldStart) return;
  judge.coldStart = true;
  judge.crossing = {};
}

function followRise(judge: Judge, temperatureC: number): void {
  judge.coldestC = Math.min(judge.coldestC ?? temperatureC, temperatureC);
  if (temperatureC - judge.coldestC >= noDemandK) judge.risen = true;
}

/** Whole sample intervals only: what had certainly run when the water was last seen cold. */
function noteLitres(judge: Judge, draw: OpenDraw, crossedAt: number): void {
  const litres = draw.meter.findLast(({ at }) => at <= crossedAt)?.litres;
  if (litres !== undefined) judge.litresToHot = litres;
}
