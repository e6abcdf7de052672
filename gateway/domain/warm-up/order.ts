// Where a sample stands in the device's own time: docs/warm-up.md, rule 8, `clock-fault`. A resend is harmless, a
// straggler is a fault of the draw it touches, and a clock that was set back begins a new time.
import type { WaterSample } from '../draw.ts';
import type { OutletState } from './outlet-state.ts';

/** Further back is no straggler: the device has set its clock. */
const clockSetBackMs = 10_000;

export type Place = 'next' | 'resend' | 'straggler' | 'set-back';

export function placeOf(sample: WaterSample, state: OutletState): Place {
  const { last } = state;
  if (last === undefined || sample.at > last.at) return 'next';
  if (isKnown(sample, state)) return 'resend';
  return last.at - sample.at > clockSetBackMs ? 'set-back' : 'straggler';
}

function isKnown(sample: WaterSample, { last, before, draw }: OutletState): boolean {
  const same = (other: WaterSample | undefined) =>
    other?.at === sample.at &&
    other.temperatureC === sample.temperatureC &&
    other.flowLpm === sample.flowLpm &&
    other.flowing === sample.flowing;
  if (same(last) || before.some(same) || draw?.aside.some(same)) return true;
  if (draw === undefined) return false;
  const s = Math.round(sample.at - draw.startedAt) / 1000;
  return draw.curve.some(
    (point) => point.s === s && point.temperatureC === sample.temperatureC && point.flowLpm === sample.flowLpm,
  );
}
