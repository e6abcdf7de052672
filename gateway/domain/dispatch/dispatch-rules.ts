// Who works when, who is told what, and how loudly: data that the hotel edits. A change makes a new version of the whole and
// takes effect at once; what was decided under an older one stands.
import type { StaffRole } from '../property.ts';
import type { TaskKind } from '../task.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Somebody whom tasks can go to. Empty floors and skills: every floor, no special skill. */
export interface Person {
  readonly user: string;
  readonly role: StaffRole;
  readonly team?: string;
  readonly floors: readonly string[];
  readonly skills: readonly string[];
}

/** Clock times `HH:MM` of the property. One that ends at or before its start ends on the next day. */
export interface Shift {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** On which a shift begins. Empty: all. */
  readonly days: readonly Weekday[];
}

export interface RosterEntry {
  readonly shift: string;
  /** `YYYY-MM-DD`, the day on which the shift begins: who works it then instead of those who usually do. */
  readonly date?: string;
  readonly people: readonly string[];
}

export const escalationConditions = ['nobody-listening', 'not-shown', 'not-taken', 'not-started', 'not-done'] as const;
export type EscalationCondition = (typeof escalationConditions)[number];

export const addressees = ['duty', 'role', 'supervisor', 'duty-manager', 'catch-all'] as const;
export type Addressee = (typeof addressees)[number];

export interface EscalationLevel {
  /** Counted from when the task last became what `if` says. Exactly one of this and `afterShare` is set. */
  readonly afterMinutes?: number;
  /** Of the time from opening to deadline; 1 is the deadline itself. */
  readonly afterShare?: number;
  readonly if: EscalationCondition;
  /** Users by name, or whoever is that at the moment. */
  readonly tell: Addressee | readonly string[];
  /** The task is taken from whoever has it and is open to all again. */
  readonly release?: boolean;
}

/** Empty kinds and priorities: all. */
export interface Ladder {
  readonly kinds: readonly TaskKind[];
  readonly priorities: readonly (1 | 2 | 3)[];
  /** One to nine. */
  readonly levels: readonly EscalationLevel[];
}

export const mostLevels = 9;

export const recoveryKinds = ['compensation', 'late-check-out', 'fruit', 'drink', 'upgrade', 'other'] as const;
export type RecoveryKind = (typeof recoveryKinds)[number];

export interface RecoveryLimit {
  /** Sum of all amounts of one stay, in the property's currency. */
  readonly amountPerStay: number;
  readonly countPerStay: number;
  readonly kinds: readonly RecoveryKind[];
  /** Between a late check-out and the room's next guests. */
  readonly turnoverMinutes: number;
}

export interface DispatchRules {
  readonly people: readonly Person[];
  readonly shifts: readonly Shift[];
  readonly roster: readonly RosterEntry[];
  readonly supervisors: Readonly<Partial<Record<StaffRole, readonly string[]>>>;
  /** Has what nobody else has. */
  readonly catchAll: string;
  /** The skill that a kind of task needs. */
  readonly skills: Readonly<Partial<Record<TaskKind, string>>>;
  /** Minutes allowed by priority 1, 2 and 3, where not as usual. */
  readonly deadlines: Readonly<Partial<Record<TaskKind, readonly [number, number, number]>>>;
  /** The first that fits a task is its ladder. */
  readonly ladders: readonly Ladder[];
  /** New interruptions of one person in any hour; priority one is not counted. */
  readonly pushesPerHour: number;
  readonly recovery: RecoveryLimit;
}

export interface DispatchPlan {
  /** From 1. */
  readonly version: number;
  /** Where the rules were written: a later change of hub.yaml goes before an earlier one through the API, and the reverse. */
  readonly source: 'file' | 'api';
  readonly by: string;
  readonly changedAt: number;
  readonly rules: DispatchRules;
}
