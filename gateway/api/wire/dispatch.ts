// The dispatch rules as the API tells them.
import type * as domain from '../../domain/dispatch/dispatch-rules.ts';
import type { DispatchPlan } from '../contract/dispatch.ts';
import { instant } from './instants.ts';

export function wireDispatchPlan({ version, source, by, changedAt, rules }: domain.DispatchPlan): DispatchPlan {
  return {
    // The wire's arrays are not read-only; nothing writes to them.
    ...(structuredClone(rules) as Omit<DispatchPlan, 'version' | 'source' | 'by' | 'changedAt'>),
    version,
    source,
    by,
    changedAt: version === 0 ? null : instant(changedAt),
  };
}
