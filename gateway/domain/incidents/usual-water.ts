// What an outlet usually needs until its water is hot. Slow although only the usual litres had to come: little flows, and the
// pipes are well. Slow with many litres: the water came from far, or was cold itself.
import { causeLookBackMs, type OutletDraw, type WaterLog } from './water-log.ts';

export interface UsualWater {
  readonly litres: number;
  readonly flowLpm: number;
}

export interface FlowShortage extends UsualWater {
  readonly usual: UsualWater;
}

/** An outlet speaks for itself from so many good draws on … */
const leastOwnDraws = 3;
/** … and its riser's for it, from so many. */
const leastRiserDraws = 5;
const littleFlow = 0.6;
/** Litres are counted in whole sample intervals; up to here they are the usual ones. */
export const moreThanUsual = 1.25;

/** By the good draws of the outlet itself, and by those of its riser; what is not known well enough is not there. */
export function usualsOf(log: WaterLog, { device, riser, startedAt }: OutletDraw): readonly UsualWater[] {
  const since = startedAt - causeLookBackMs;
  const own = log.of(device).filter((one) => one.outcome === 'met' && one.startedAt >= since);
  const ofRiser = log.select(since, startedAt, (one) => one.outcome === 'met' && one.riser === riser);
  return [...medians(own, leastOwnDraws), ...(riser === undefined ? [] : medians(ofRiser, leastRiserDraws))];
}

/** Undefined where enough flows, or nobody can tell. */
export function flowShortage(log: WaterLog, miss: OutletDraw): FlowShortage | undefined {
  const { litres, flowLpm } = miss;
  if (litres === undefined || flowLpm === undefined) return undefined;
  const usual = usualsOf(log, miss).find(
    (one) => flowLpm <= littleFlow * one.flowLpm && litres <= moreThanUsual * one.litres,
  );
  return usual && { litres, flowLpm, usual };
}

function medians(draws: readonly OutletDraw[], least: number): UsualWater[] {
  const metered = draws.flatMap(({ litres, flowLpm }) =>
    litres === undefined || flowLpm === undefined ? [] : [{ litres, flowLpm }],
  );
  if (metered.length < least) return [];
  return [{ litres: median(metered.map((one) => one.litres)), flowLpm: median(metered.map((one) => one.flowLpm)) }];
}

/** The lower one of the two in the middle. @throws where there is none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('median: expected at least one value');
  return middle;
}
