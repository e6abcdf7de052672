// A decision to interrupt somebody, or to let it wait. Channels and pages only deliver it.
import type { StaffRole } from '../property.ts';

export const pushDecisions = ['now', 'bundled', 'dropped'] as const;
export type PushDecision = (typeof pushDecisions)[number];

export const pushReasons = ['dispatched', 'escalated', 'help-wanted'] as const;
export type PushReason = (typeof pushReasons)[number];

export interface Push {
  readonly id: string;
  /** When it was decided; of a bundle that was let go, when it was let go. Hub clock, Unix ms. */
  readonly at: number;
  readonly decision: PushDecision;
  /** `bundled`: it waits until then at the latest. Unix ms. */
  readonly until?: number;
  readonly reason: PushReason;
  /** Whose staff channel it goes to. */
  readonly role: StaffRole;
  /** Unset: everybody of the role. */
  readonly person?: string;
  readonly floor?: string;
  readonly incident?: string;
  readonly priority: 1 | 2 | 3;
  /** Never empty: one push may stand for many. */
  readonly tasks: readonly string[];
}

/** Who is interrupted: a person, or a role of whom no list is kept. */
export type Listener = Pick<Push, 'person' | 'role'>;

export function listenerKey({ person, role }: Listener): string {
  return person === undefined ? `role:${role}` : `person:${person}`;
}
