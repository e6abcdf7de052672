// A draw as the API tells it; tests say only what matters to them.
import type { Draw, DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { minutesFromNow } from './task-builder.ts';

export function aDraw(parts: Partial<Draw> = {}): Draw {
  return {
    id: 'd1',
    device: 'hw-1203',
    space: '1203',
    floor: '12',
    riser: 'r1',
    startedAt: minutesFromNow(-5),
    endedAt: minutesFromNow(-4),
    outcome: 'met',
    reason: null,
    censored: false,
    seconds: 7.6,
    uncertainty: 0.5,
    standard: 'house-10s@1',
    litres: 0.93,
    meanFlow: 8,
    startTemperature: 20,
    chainedSeconds: 0,
    otherVerdicts: [],
    judgedAt: minutesFromNow(-5),
    notes: [],
    staffTest: false,
    ...parts,
  };
}

export function aDrawWithCurve(parts: Partial<DrawWithCurve> = {}): DrawWithCurve {
  const curve = Array.from({ length: 60 }, (_, s) => ({ s, temperature: s < 8 ? 20 : 52, corrected: null, flow: 8 }));
  const promise = {
    point: 'hot-branch',
    target: 45,
    below: false,
    limit: 10,
    marginal: null,
    targetShare: 0.95,
    source: 'house rule',
  };
  return { ...aDraw(), curve, promise: promise as DrawWithCurve['promise'], ...parts };
}
