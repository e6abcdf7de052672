// One piece of work, and what a person does to it.
import { z } from 'zod';
import { dispatchReasons, dispatchTiers } from '../../domain/dispatch/target.ts';
import { taskActions, taskKinds, taskStates } from '../../domain/task.ts';
import { SharedCause } from './incident.ts';
import { GivenInstant, Instant } from './instant.ts';
import { PageQuery, severalOf } from './page.ts';
import { Role } from './session.ts';

export const TaskState = z.enum(taskStates);
export const TaskKind = z.enum(taskKinds);
export const TaskAction = z.enum(taskActions);
export type TaskAction = z.infer<typeof TaskAction>;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const TaskEvidence = z.object({
  type: z.enum(['draw', 'event', 'reading', 'silence', 'request', 'command']),
  id: z.string().nullable(),
  at: Instant,
  /** What a page makes its phrase from: `{seconds: 14.2, limit: 10}`. */
  data: z.record(z.string(), Scalar),
});
export type TaskEvidence = z.infer<typeof TaskEvidence>;

export const TaskHistoryEntry = z.object({
  at: Instant,
  /** The phone's time at the tap. */
  tappedAt: Instant.nullable(),
  /**
   * An action, `photo`, or what the hub did: `open`, `verify`, `add-evidence`, `raise-priority`, `join-incident`, `resume`.
   * The `note` of an `undo` is the action that it took back.
   */
  step: z.string(),
  by: z.string(),
  from: TaskState.nullable(),
  to: TaskState,
  note: z.string().nullable(),
  /** Of a note in the person's own words, where they said it: `zh-Hans`. */
  language: z.string().optional(),
  assignee: z.string().nullable(),
  /** `open`, `dispatch`, `escalate`: whom it went to. */
  people: z.array(z.string()).optional(),
  /** `escalate`: the level of its ladder, from 1. */
  level: z.int().optional(),
});
export type TaskHistoryEntry = z.infer<typeof TaskHistoryEntry>;

export const Task = z
  .object({
    id: z.string(),
    /** Rises when state or assignee changes. */
    version: z.int(),
    title: z.string(),
    kind: TaskKind,
    role: Role,
    team: z.string().nullable(),
    space: z.string(),
    floor: z.string().nullable(),
    device: z.string().nullable(),
    state: TaskState,
    /** 1 is the highest, 3 the lowest. */
    priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    openedAt: Instant,
    dueAt: Instant.nullable(),
    /** On hold until then. */
    heldUntil: Instant.nullable(),
    assignee: z.string().nullable(),
    /** Whose it is while nobody has taken it; no people: everybody of the role. */
    dispatchedTo: z
      .object({ tier: z.enum(dispatchTiers), people: z.array(z.string()), reason: z.enum(dispatchReasons) })
      .nullish(),
    /** How far up its ladder it is. */
    escalation: z.object({ level: z.int(), at: Instant, told: z.array(z.string()) }).nullish(),
    /** `do-not-disturb`: the hub holds it back; `guest-out`: its person does. The hub takes it up again by itself. */
    heldFor: z.string().nullish(),
    /** When a phone first had it on its screen. */
    shownAt: Instant.nullish(),
    incident: z.string().nullable(),
    /** What that incident says is behind it. */
    sharedCause: SharedCause.nullish(),
    /** Pictures that were added to it: `GET /tasks/{id}/photos/{photo}`. */
    photos: z.array(z.object({ id: z.string(), at: Instant, by: z.string() })).nullish(),
    evidence: z.array(TaskEvidence),
    history: z.array(TaskHistoryEntry),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof Task>;

export const TasksQuery = PageQuery.extend({
  /** One or more; unset: all. */
  state: severalOf(taskStates).optional(),
  role: Role.optional(),
  space: z.string().max(63).optional(),
  /** Only those that the caller has taken. */
  mine: z.stringbool().optional(),
});

export const TaskParams = z.object({ id: z.string().min(1).max(200) });
export const TaskActionParams = TaskParams.extend({ action: TaskAction });

export const TaskActionCall = z.strictObject({
  /** The version that the caller saw. */
  version: z.int().min(0),
  /** Makes a repeat harmless. */
  key: z.string().min(1).max(128).optional(),
  /** The phone's time at the tap. */
  at: GivenInstant.optional(),
  note: z.string().max(500).optional(),
  /** Of a note in the person's own words: `zh-Hans`. A code reads the same in all of them. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language such as zh-Hans')
    .max(35)
    .optional(),
  /** `assign`: to whom. */
  assignee: z.string().min(1).max(128).optional(),
  /** `hold`: until when. */
  until: GivenInstant.optional(),
  /** `hold`: until the room's controller sees nobody any more, and at most until `until`. */
  heldFor: z.literal('guest-out').optional(),
});
export type TaskActionCall = z.infer<typeof TaskActionCall>;
