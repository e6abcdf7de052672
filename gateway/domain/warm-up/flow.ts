// Whether water runs, and how much: from a meter, or from a switch that only knows yes and no.
import type { WaterSample } from '../draw.ts';

export function flowsAtLeast(sample: WaterSample, flowLpm: number): boolean {
  return sample.flowLpm === undefined ? sample.flowing === true : sample.flowLpm >= flowLpm;
}

/** Litres between two samples; undefined where one of them was not metered. */
export function litresBetween(from: WaterSample, to: WaterSample): number | undefined {
  if (from.flowLpm === undefined || to.flowLpm === undefined) return undefined;
  return ((from.flowLpm + to.flowLpm) / 2) * ((to.at - from.at) / 60_000);
}
