// How a device stood over the last day, stretch by stretch: heard, not heard, a slow draw. Pure. Built from what is on record: a
// stretch without a reading is silence, whatever came after it.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';

export interface BandStretch {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  readonly state: Extract<ThingState, 'ok' | 'fault' | 'silent'>;
}

interface BandFacts {
  readonly from: number;
  readonly to: number;
  /** When readings are on record, Unix ms. */
  readonly heardAt: readonly number[];
  readonly draws: readonly Pick<Draw, 'startedAt' | 'outcome'>[];
}

/** Longer than the slowest device's period: a shorter pause is no silence. */
const stepMs = 15 * 60_000;

export function stateBand({ from, to, heardAt, draws }: BandFacts): readonly BandStretch[] {
  const steps = Math.max(1, Math.ceil((to - from) / stepMs));
  const stepOf = (at: number) => Math.floor((at - from) / stepMs);
  const heard = new Set(heardAt.map(stepOf));
  const slow = new Set(
    draws.filter(({ outcome }) => outcome === 'missed').map(({ startedAt }) => stepOf(Date.parse(startedAt))),
  );
  const band: BandStretch[] = [];
  for (let step = 0; step < steps; step += 1) {
    const state = slow.has(step) ? 'fault' : heard.has(step) ? 'ok' : 'silent';
    const last = band.at(-1);
    const end = Math.min(to, from + (step + 1) * stepMs);
    if (last?.state === state) band[band.length - 1] = { ...last, to: end };
    else band.push({ from: from + step * stepMs, to: end, state });
  }
  return band;
}
