// The dispatch rules as they are now, with the roster worked out. Replaced as a whole when the hotel changes them.
import type { DispatchPlan } from './dispatch-rules.ts';
import { createDuty, type Duty } from './duty.ts';
import { houseDispatchPlan } from './house-dispatch.ts';

/** What is on record of earlier rules. */
export interface PlansOnRecord {
  readonly latest?: DispatchPlan;
  /** The last that came from hub.yaml: as long as the file says the same, it says nothing new. */
  readonly fromFile?: DispatchPlan;
}

export interface PlanInForce {
  readonly plan: DispatchPlan;
  readonly fromFile?: DispatchPlan;
  readonly duty: Duty;
}

/** @throws RangeError where `timeZone` is not an IANA name. */
export function enforce({ latest = houseDispatchPlan, fromFile }: PlansOnRecord, timeZone: string): PlanInForce {
  return { plan: latest, duty: createDuty(latest.rules, timeZone), ...(fromFile !== undefined && { fromFile }) };
}
