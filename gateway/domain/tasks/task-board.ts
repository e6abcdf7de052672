// The tasks that are not over, and the one way to change one: a step that is appended to its history and told as a fact.
// Holds the invariant that one cause has at most one open task.
import type { DispatchTarget } from '../dispatch/target.ts';
import type { Fact } from '../facts.ts';
import type { SharedCause } from '../incident.ts';
import { putInOldPlace } from '../old-place.ts';
import {
  type Escalation,
  overStates,
  type Task,
  type TaskEvidence,
  type TaskHistoryEntry,
  type TaskState,
  type TaskStep,
} from '../task.ts';

/** For so long a task that is over can be taken up again by who ended it: see take-back.ts. */
export const justOverMs = 60_000;
/** Evidence beyond this is dropped from the middle: the first ones explain the opening, the latest the present. */
const mostEvidence = 200;

export type NewTask = Omit<Task, 'id' | 'version' | 'state' | 'history' | 'openedAt'>;

export interface Step {
  readonly step: TaskStep;
  readonly at: number;
  readonly by?: string;
  readonly to?: TaskState;
  readonly note?: string;
  readonly language?: string;
  readonly tappedAt?: number;
  readonly assignee?: string | null;
  readonly heldUntil?: number;
  readonly priority?: Task['priority'];
  readonly incident?: string;
  readonly sharedCause?: SharedCause;
  readonly evidence?: readonly TaskEvidence[];
  readonly dueAt?: number;
  readonly heldFor?: Task['heldFor'];
  readonly dispatchedTo?: DispatchTarget;
  readonly escalation?: Escalation;
  readonly shownAt?: number;
  readonly people?: readonly string[];
  readonly level?: number;
}

export interface TaskBoard {
  find(id: string): Task | undefined;
  /** A task that came to its end within the last minute, unless its cause has a new one. */
  findJustOver(id: string, now: number): Task | undefined;
  byCause(cause: string): Task | undefined;
  all(): Iterable<Task>;
  open(task: NewTask, at: number): Fact;
  step(task: Task, step: Step): Fact;
}

/** @param known those that are not over, and those that have just come to their end. */
export function createTaskBoard(known: readonly Task[]): TaskBoard {
  const byId = new Map<string, Task>();
  const justOver = new Map<string, Task>();
  const byCause = new Map<string, string>();

  function keep(task: Task): void {
    if (overStates.has(task.state)) {
      byId.delete(task.id);
      if (byCause.get(task.cause) === task.id) byCause.delete(task.cause);
      forgetOver(overAt(task) - justOverMs);
      justOver.set(task.id, task);
    } else {
      if (justOver.delete(task.id)) putInOldPlace(byId, task);
      else byId.set(task.id, task);
      byCause.set(task.cause, task.id);
    }
  }

  function forgetOver(before: number): void {
    for (const [id, task] of justOver) if (overAt(task) < before) justOver.delete(id);
  }

  for (const task of known) keep(task);

  return {
    find: (id) => byId.get(id),
    findJustOver(id, now) {
      const task = justOver.get(id);
      return task !== undefined && isJustOver(task, now) && !byCause.has(task.cause) ? task : undefined;
    },
    byCause: (cause) => {
      const id = byCause.get(cause);
      return id === undefined ? undefined : byId.get(id);
    },
    all: () => byId.values(),
    open(newTask, at) {
      const { dispatchedTo } = newTask;
      const change: TaskHistoryEntry = {
        at,
        step: 'open',
        by: 'hub',
        to: 'open',
        ...(dispatchedTo !== undefined && { note: dispatchedTo.reason, people: dispatchedTo.people }),
      };
      const task: Task = {
        ...newTask,
        id: taskId(newTask, at),
        version: 1,
        state: 'open',
        openedAt: at,
        history: [change],
      };
      keep(task);
      return { type: 'task-changed', task, change };
    },
    step(task, step) {
      const { task: after, change } = applyStep(task, step);
      keep(after);
      return { type: 'task-changed', task: after, change };
    },
  };
}

/** Of a task that is over: whether who ended it can still take it up again. */
export function isJustOver(task: Task, now: number): boolean {
  return overAt(task) >= now - justOverMs;
}

/** When the task came to its end. */
function overAt(task: Task): number {
  return task.history.at(-1)?.at ?? task.openedAt;
}

function applyStep(task: Task, step: Step): { task: Task; change: TaskHistoryEntry } {
  const to = step.to ?? task.state;
  const assignee = step.assignee === undefined ? task.assignee : (step.assignee ?? undefined);
  const change: TaskHistoryEntry = {
    at: step.at,
    step: step.step,
    by: step.by ?? 'hub',
    from: task.state,
    to,
    ...(step.note !== undefined && { note: step.note }),
    ...(step.language !== undefined && { language: step.language }),
    ...(step.tappedAt !== undefined && { tappedAt: step.tappedAt }),
    ...(step.assignee !== undefined && step.assignee !== null && { assignee: step.assignee }),
    ...(step.people !== undefined && { people: step.people }),
    ...(step.level !== undefined && { level: step.level }),
    ...endedBy(task, step, to, assignee),
  };
  const moved = to !== task.state || assignee !== task.assignee;
  const { assignee: _before, heldUntil: _until, heldFor: _for, ...rest } = task;
  return {
    change,
    task: {
      ...rest,
      version: moved ? task.version + 1 : task.version,
      state: to,
      ...(assignee !== undefined && { assignee }),
      ...(to === 'on-hold' && held(task, step)),
      ...(step.priority !== undefined && { priority: step.priority }),
      ...(step.incident !== undefined && { incident: step.incident }),
      ...(step.sharedCause !== undefined && { sharedCause: step.sharedCause }),
      ...(step.dueAt !== undefined && { dueAt: step.dueAt }),
      ...(step.dispatchedTo !== undefined && { dispatchedTo: step.dispatchedTo }),
      ...(step.escalation !== undefined && { escalation: step.escalation }),
      ...(step.shownAt !== undefined && { shownAt: step.shownAt }),
      evidence: step.evidence === undefined ? task.evidence : mergeEvidence(task.evidence, step.evidence),
      history: [...task.history, change],
    },
  };
}

/** Only what the other fields of the entry do not tell already. */
function endedBy(task: Task, step: Step, to: TaskState, assignee?: string): Pick<TaskHistoryEntry, 'before'> {
  if (step.by === undefined) return {};
  const { heldUntil, heldFor } = task;
  const wasHeld = task.state === 'on-hold' && to !== 'on-hold';
  const before = {
    ...(task.assignee !== assignee && { assignee: task.assignee ?? null }),
    ...(wasHeld && heldUntil !== undefined && { heldUntil }),
    ...(wasHeld && heldFor !== undefined && { heldFor }),
  };
  return Object.keys(before).length > 0 ? { before } : {};
}

function held(task: Task, step: Step): Pick<Task, 'heldUntil' | 'heldFor'> {
  const until = step.heldUntil ?? task.heldUntil;
  const reason = step.heldFor ?? task.heldFor;
  return { ...(until !== undefined && { heldUntil: until }), ...(reason !== undefined && { heldFor: reason }) };
}

/** A draw that is told twice (at the limit, then with its time) stays one piece of evidence. */
function mergeEvidence(before: readonly TaskEvidence[], added: readonly TaskEvidence[]): readonly TaskEvidence[] {
  const merged = [...before];
  for (const evidence of added) {
    const known = merged.findIndex(
      (one) => one.id !== undefined && one.id === evidence.id && one.type === evidence.type,
    );
    if (known >= 0) merged[known] = evidence;
    else merged.push(evidence);
  }
  if (merged.length > mostEvidence) merged.splice(mostEvidence / 2, merged.length - mostEvidence);
  return merged;
}

/**
 * Made from instant, cause and first evidence, so that nothing random enters the domain, and a backlog that opens, closes
 * and opens again within one instant still makes two. FNV-1a keeps free text out of the id.
 */
function taskId({ cause, evidence: [first] }: NewTask, at: number): string {
  const text = `${cause} ${first?.type} ${first?.id} ${first?.at}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `t-${at.toString(36)}-${(hash >>> 0).toString(36)}`;
}
