// One piece of work for one role: its states, who may move it, and how it is verified.
import type { DeviceId } from '../../devices/identifiers.ts';
import type { DispatchTarget } from './dispatch/target.ts';
import type { SharedCause } from './incident.ts';
import type { SpaceId, StaffRole } from './property.ts';

export const taskKinds = [
  'warm-up',
  'refill',
  'device-offline',
  'device-fault',
  'request',
  'scald',
  'hygiene',
  'touchpoint',
  'recovery',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStates = [
  'open',
  'accepted',
  'started',
  'on-hold',
  'done',
  'reopened',
  'verified',
  'cancelled',
] as const;
export type TaskState = (typeof taskStates)[number];

/** What a person does to a task. */
export const taskActions = [
  'accept',
  'start',
  'complete',
  'release',
  'hold',
  'reopen',
  'comment',
  'assign',
  'cancel',
  'undo',
] as const;
export type TaskAction = (typeof taskActions)[number];

/** What the hub itself does to a task. */
export type TaskStep =
  | TaskAction
  | 'open'
  | 'verify'
  | 'add-evidence'
  | 'raise-priority'
  | 'join-incident'
  | 'resume'
  | 'dispatch'
  | 'escalate'
  | 'show'
  | 'photo';

export interface TaskHistoryEntry {
  /** Hub clock, Unix ms. */
  readonly at: number;
  /** The phone's clock at the tap, Unix ms, where it said so. */
  readonly tappedAt?: number;
  readonly step: TaskStep;
  /** User name; `hub` for the hub itself. */
  readonly by: string;
  readonly from?: TaskState;
  readonly to: TaskState;
  /** A coded phrase (`solved-itself`, `verified-by-draw`), or the person's words; `undo`: the step that is taken back; `photo`: its id. */
  readonly note?: string;
  /** In which language a note in the person's own words is, as a BCP 47 tag, where it was said. */
  readonly language?: string;
  readonly assignee?: string;
  /** `open`, `dispatch` and `escalate`: whom it went to. */
  readonly people?: readonly string[];
  /** `escalate`: which level of its ladder, from 1. */
  readonly level?: number;
  /** What a person's step ended, so that it can be taken back: whose it was, and how long it was held. */
  readonly before?: {
    /** Null: nobody's. Unset: the step left it with whom it was. */
    readonly assignee?: string | null;
    readonly heldUntil?: number;
    readonly heldFor?: Task['heldFor'];
  };
}

/** How far up its ladder a task is. */
export interface Escalation {
  /** The level it climbed last, from 1. */
  readonly level: number;
  readonly at: number;
  readonly told: readonly string[];
  /** Every level by what it is, when it was last climbed. */
  readonly climbed: readonly { readonly key: string; readonly at: number }[];
}

/** What a task points to as its reason. `id` is that of the draw, event, request or command. */
export interface TaskEvidence {
  readonly type: 'draw' | 'event' | 'reading' | 'silence' | 'request' | 'command';
  readonly id?: string;
  readonly at: number;
  /** Numbers and codes a phrase is made from on the page: `{seconds: 14.2, limit: 10}`. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Task {
  readonly id: string;
  /** Rises when state or assignee changes. */
  readonly version: number;
  readonly kind: TaskKind;
  /** English sentence for logs and integrations; pages make their own from kind and evidence. */
  readonly title: string;
  readonly role: StaffRole;
  readonly team?: string;
  readonly space: SpaceId;
  readonly floor?: string;
  readonly device?: DeviceId;
  /** One open task per cause: `warm-up:hw-1203`, `refill:tea-l1:leaves`. */
  readonly cause: string;
  readonly state: TaskState;
  /** 1 is the highest, 3 the lowest. */
  readonly priority: 1 | 2 | 3;
  /** Unix ms. */
  readonly openedAt: number;
  readonly dueAt?: number;
  readonly heldUntil?: number;
  /** `do-not-disturb`: the hub holds it back. `guest-out`: its person does. The hub takes it up again when this is over. */
  readonly heldFor?: 'do-not-disturb' | 'guest-out';
  readonly assignee?: string;
  /** Whose it is while nobody has taken it. */
  readonly dispatchedTo?: DispatchTarget;
  readonly escalation?: Escalation;
  /** When a phone first had it on its screen, Unix ms. */
  readonly shownAt?: number;
  readonly incident?: string;
  /** What that incident says is behind it, for who works on this task alone. */
  readonly sharedCause?: SharedCause;
  readonly evidence: readonly TaskEvidence[];
  readonly history: readonly TaskHistoryEntry[];
}

export const overStates: ReadonlySet<TaskState> = new Set(['verified', 'cancelled']);
