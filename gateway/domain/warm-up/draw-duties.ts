// Duties while water flows: it must not scald at a mixed outlet, and must leave the growth range of legionella in time.
import type { MeasuringPoint } from '../property.ts';
import { beyondTarget } from './crossing.ts';
import { type DutyFailure, failed } from './duties.ts';
import { hseCold2Min, hseHot1Min } from './presets.ts';
import type { WaterPoint } from './probe-lag.ts';

export interface DrawDuties {
  scaldTold?: true;
  /** The hygienic temperature was reached, or its failure told. */
  hygieneDone?: true;
}

/** Adults' skin burns from here on within minutes; docs/warm-up.md, rule 13. */
export const scaldingC = 49;

export function checkScald(duties: DrawDuties, point: MeasuringPoint, water: WaterPoint): DutyFailure[] {
  if (point !== 'mixed-outlet' || duties.scaldTold || water.temperatureC < scaldingC) return [];
  duties.scaldTold = true;
  return [failed('scald', water.at, { temperatureC: water.temperatureC, limitC: scaldingC })];
}

/** `judgeable` is false where the trace could not bear a verdict: then silence, never a failure. */
export function checkHygiene(
  duties: DrawDuties,
  point: MeasuringPoint,
  water: WaterPoint,
  startedAt: number,
  judgeable: boolean,
): DutyFailure[] {
  if (point === 'mixed-outlet' || duties.hygieneDone) return [];
  const standard = point === 'hot-branch' ? hseHot1Min : hseCold2Min;
  if (beyondTarget(standard, water.temperatureC) >= 0) {
    duties.hygieneDone = true;
    return [];
  }
  if (water.at <= startedAt + standard.limitS * 1000) return [];
  duties.hygieneDone = true;
  if (!judgeable) return [];
  const { targetC, limitS } = standard;
  return [failed('hygiene', water.at, { temperatureC: water.temperatureC, targetC, limitS })];
}
