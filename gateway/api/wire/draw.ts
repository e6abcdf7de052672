// A draw, its verdicts and its curve as the API tells them.
import type * as domain from '../../domain/draw.ts';
import type { CurvePoint, Draw, DrawVerdict, DrawWithCurve } from '../contract/draw.ts';
import type { StandardPromise } from '../contract/standard.ts';
import { instant, instantOrNull } from './instants.ts';

export function wireDraw(draw: domain.Draw): Draw {
  return {
    id: draw.id,
    device: draw.device,
    space: draw.space,
    floor: draw.floor ?? null,
    riser: draw.riser ?? null,
    startedAt: instant(draw.startedAt),
    endedAt: instantOrNull(draw.endedAt),
    ...wireVerdict(draw, draw.standard),
    litres: draw.litres ?? null,
    meanFlow: draw.meanFlowLpm ?? null,
    startTemperature: draw.startTemperatureC,
    chainedSeconds: draw.chainedS,
    otherVerdicts: draw.otherVerdicts.map((verdict) => wireVerdict(verdict, verdict.standard)),
    judgedAt: instant(draw.judgedAt),
    notes: [...draw.notes],
    staffTest: draw.staffTest,
  };
}

export function wireDrawWithCurve(
  draw: domain.Draw,
  curve: readonly domain.CurvePoint[],
  promise: StandardPromise | undefined,
): DrawWithCurve {
  return { ...wireDraw(draw), curve: curve.map(wireCurvePoint), promise: promise ?? null };
}

export function wireVerdict(verdict: domain.Verdict, standard: string): DrawVerdict {
  return {
    outcome: verdict.outcome,
    reason: verdict.reason ?? null,
    censored: verdict.censored,
    seconds: verdict.seconds ?? null,
    uncertainty: verdict.uncertaintyS,
    standard,
  };
}

function wireCurvePoint(point: domain.CurvePoint): CurvePoint {
  return {
    s: point.s,
    temperature: point.temperatureC,
    corrected: point.correctedC ?? null,
    flow: point.flowLpm ?? null,
  };
}
