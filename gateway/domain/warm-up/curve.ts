// The curve of a draw, as it is kept. The seconds that decide stay whole; what follows is thinned, so that a tap left open
// for hours costs no more than one left open for minutes.
import type { CurvePoint, WaterSample } from '../draw.ts';
import type { WaterPoint } from './probe-lag.ts';

const mostPoints = 900;

export function toCurvePoint(sample: WaterSample, startedAt: number): CurvePoint {
  return {
    s: Math.round(sample.at - startedAt) / 1000,
    temperatureC: sample.temperatureC,
    ...(sample.flowLpm !== undefined && { flowLpm: sample.flowLpm }),
  };
}

/** Every second point after `wholeUntilS` goes when there are too many. Where even that is too much, the new point is not kept. */
export function addPoint(curve: CurvePoint[], point: CurvePoint, wholeUntilS: number): void {
  if (curve.length >= mostPoints) {
    const kept = curve.filter(({ s }, index) => s <= wholeUntilS || index % 2 === 0);
    curve.splice(0, curve.length, ...kept);
  }
  if (curve.length < mostPoints) curve.push(point);
}

/** Corrected readings lie between samples: the one between two of them belongs to the sample in their middle. */
export function correctLastPoint(curve: CurvePoint[], startedAt: number, before: WaterPoint, after: WaterPoint): void {
  const last = curve.at(-1);
  if (last === undefined) return;
  const share = (startedAt + last.s * 1000 - before.at) / (after.at - before.at);
  if (share < 0 || share > 1) return;
  const correctedC = before.temperatureC + share * (after.temperatureC - before.temperatureC);
  curve[curve.length - 1] = { ...last, correctedC: Math.round(correctedC * 100) / 100 };
}
