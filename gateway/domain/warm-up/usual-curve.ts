// How the water of one outlet usually comes: the median of its latest draws, second by second. Pure. A draw that differs from it
// is told at a glance from an outlet that is always so.
import type { CurvePoint } from '../draw.ts';

export interface UsualPoint {
  /** Seconds from the flow edge. */
  readonly s: number;
  readonly temperatureC: number;
}

/** Of fewer, one odd shower would be the usual. */
const fewest = 3;
/** The verdict falls in the first moments; later every draw is one flat line. */
const longestS = 60;

/** Empty where too few draws have a curve. Each second counts the draws that still ran then. */
export function usualCurve(curves: readonly (readonly CurvePoint[])[]): readonly UsualPoint[] {
  const points: UsualPoint[] = [];
  for (let s = 0; s <= longestS; s += 1) {
    const values = curves.flatMap((curve) => temperatureAt(curve, s) ?? []);
    if (values.length < fewest) break;
    points.push({ s, temperatureC: median(values) });
  }
  return points;
}

/** As the verdict reads it: corrected where the probe is, else as it said. */
function temperatureAt(curve: readonly CurvePoint[], s: number): number | undefined {
  const after = curve.findIndex((point) => point.s >= s);
  const [right, left] = [curve[after], curve[after - 1]];
  if (right === undefined) return undefined;
  const [rightC, leftC] = [readC(right), left && readC(left)];
  if (rightC === undefined || right.s === s || left === undefined) return right.s === s ? rightC : undefined;
  if (leftC === undefined) return undefined;
  return leftC + ((s - left.s) / (right.s - left.s)) * (rightC - leftC);
}

function readC({ correctedC, temperatureC }: CurvePoint): number | undefined {
  const c = correctedC ?? temperatureC;
  return typeof c === 'number' && c >= 0 && c <= 90 ? c : undefined;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] as number;
  return Number.isInteger(half) ? (upper + (sorted[half - 1] as number)) / 2 : upper;
}
