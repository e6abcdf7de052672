// What happened, in the past tense. Facts are what is stored, projected and told; nothing else leaves the domain.
import type { DeviceCommand } from './command.ts';
import type { DeviceStatus } from './device-status.ts';
import type { DispatchPlan } from './dispatch/dispatch-rules.ts';
import type { Push } from './dispatch/push.ts';
import type { CurvePoint, Draw } from './draw.ts';
import type { Incident } from './incident.ts';
import type { Silence } from './journey/silence.ts';
import type { NotedAction } from './noted-action.ts';
import type { Space } from './property.ts';
import type { RecoveryGrant } from './recovery/recovery-grant.ts';
import type { WarmUpStandard } from './standard.ts';
import type { ServiceStandard } from './standards/service-standard.ts';
import type { StayRecord } from './stays/stay.ts';
import type { Task, TaskHistoryEntry } from './task.ts';
import type { TouchpointEvent } from './touchpoint.ts';

export type Fact =
  /** The verdict is known; the tap may still run. */
  | { readonly type: 'draw-judged'; readonly draw: Draw }
  /** The tap is closed: the record is final. Told for every draw, judged before or not. */
  | { readonly type: 'draw-closed'; readonly draw: Draw; readonly curve: readonly CurvePoint[] }
  | { readonly type: 'touchpoint-recorded'; readonly touchpoint: TouchpointEvent }
  /** A cell of the ledger as it is from now on: judged, corrected, or withdrawn (its outcome unset). */
  | { readonly type: 'touchpoint-judged'; readonly touchpoint: TouchpointEvent }
  | { readonly type: 'stay-changed'; readonly stay: StayRecord }
  /** Their references are to be forgotten; what was judged stays, about nobody. */
  | { readonly type: 'stays-erased'; readonly keys: readonly string[] }
  /** A device is heard again, or the hub itself is back. */
  | { readonly type: 'silence-ended'; readonly silence: Silence }
  | { readonly type: 'service-standard-changed'; readonly standard: ServiceStandard }
  /** The task as it is after the step, the step beside it. */
  | { readonly type: 'task-changed'; readonly task: Task; readonly change: TaskHistoryEntry }
  | { readonly type: 'incident-changed'; readonly incident: Incident }
  /** Registry, presence, about, faults or a refused message; never a plain sample. */
  | { readonly type: 'device-changed'; readonly device: DeviceStatus }
  | { readonly type: 'device-revoked'; readonly device: DeviceStatus }
  | { readonly type: 'space-changed'; readonly space: Space }
  | { readonly type: 'command-changed'; readonly command: DeviceCommand }
  | { readonly type: 'standard-changed'; readonly standard: WarmUpStandard }
  | { readonly type: 'dispatch-changed'; readonly plan: DispatchPlan }
  /** A new push, a bundle that grew, or one that was let go: the push as it is, by its id. */
  | { readonly type: 'push-decided'; readonly push: Push }
  | { readonly type: 'recovery-granted'; readonly recovery: RecoveryGrant }
  /** One line of the audit log. */
  | { readonly type: 'action-noted'; readonly noted: NotedAction };

export type FactType = Fact['type'];

/** A fact with its place in the hub's one order. */
export interface RecordedFact {
  /** Strictly rising from 1 in commit order; the stream's event id and the cursor of every projection. */
  readonly seq: number;
  /** Hub clock, Unix ms. */
  readonly at: number;
  readonly fact: Fact;
}
