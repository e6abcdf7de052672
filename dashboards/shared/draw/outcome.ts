// How an outcome looks. Excluded and inconclusive draws are no evidence: they are never green, and never red.
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import type { ThingState } from '../ui/thing-state.ts';

export const stateOfOutcome: Readonly<Record<Draw['outcome'], ThingState>> = {
  met: 'ok',
  missed: 'fault',
  inconclusive: 'watch',
  excluded: 'silent',
};
