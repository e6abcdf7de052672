// A stored trace judged again, under any standard: a new result beside the recorded one. It is the detector itself that judges.
import type { WaterSample } from '../draw.ts';
import { createWarmUpDetector, type OutletEvent } from './detector.ts';
import type { Outlet } from './outlet-state.ts';

export type JudgedDraw = Omit<Extract<OutletEvent, { type: 'draw-closed' }>, 'type'>;

/** `samples` in the order of their device time. A draw that the trace leaves open is closed as after a long silence. */
export function judgeTrace(outlet: Outlet, samples: Iterable<WaterSample>): readonly JudgedDraw[] {
  const detector = createWarmUpDetector(outlet);
  const events: OutletEvent[] = [];
  for (const sample of samples) events.push(...detector.accept(sample, 'device'));
  events.push(...detector.passTime(Number.POSITIVE_INFINITY));
  return events.flatMap((event) => {
    if (event.type !== 'draw-closed') return [];
    const { type: _, ...judged } = event;
    return [judged];
  });
}
