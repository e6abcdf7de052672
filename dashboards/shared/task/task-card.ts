// A task as its card shows it: where, what, how it stands, until when, and the one next step. Pure: the task, who looks,
// and what time it is.
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import type { WaitingAction } from '../outbox/action.ts';
import type { ThingState } from '../ui/thing-state.ts';

export type Timer =
  | { readonly type: 'left' | 'over'; readonly ms: number }
  | { readonly type: 'held'; readonly until: number }
  | { readonly type: 'none' };

export interface TaskCard {
  readonly task: Task;
  readonly state: ThingState;
  readonly timer: Timer;
  readonly mine: boolean;
  /** The next legal step of the one who looks; unset where it is not theirs to take. */
  readonly next?: TaskAction;
  /** A tap of this phone that the hub has not answered yet. */
  readonly waiting: boolean;
}

export interface Onlooker {
  readonly user: string;
  readonly now: number;
  readonly waiting: readonly WaitingAction[];
}

export function taskCard(told: Task, onlooker: Onlooker): TaskCard {
  const taps = onlooker.waiting.filter((action) => action.task === told.id);
  const task = taps.reduce((one, tap) => afterTap(one, tap, onlooker.user), told);
  const mine = task.assignee === onlooker.user;
  const next = nextStep(task, mine);
  const timer = timerOf(task, onlooker.now);
  return { task, timer, mine, waiting: taps.length > 0, state: stateOf(task, timer), ...(next && { next }) };
}

/** What the task will be when the hub has taken the tap: shown at once. */
function afterTap(task: Task, { action, call }: WaitingAction, user: string): Task {
  switch (action) {
    case 'accept':
      return { ...task, state: 'accepted', assignee: user };
    case 'start':
      return { ...task, state: 'started', assignee: task.assignee ?? user };
    case 'complete':
      return { ...task, state: 'done' };
    case 'release':
      return { ...task, state: 'open', assignee: null };
    case 'hold':
      return { ...task, state: 'on-hold', heldUntil: call.until ?? null };
    case 'reopen':
      return { ...task, state: 'reopened' };
    case 'cancel':
      return { ...task, state: 'cancelled' };
    case 'assign':
    case 'comment':
    case 'undo':
      return task;
  }
}

function nextStep(task: Task, mine: boolean): TaskAction | undefined {
  switch (task.state) {
    case 'open':
      return 'accept';
    case 'reopened':
      return mine || task.assignee === null ? 'accept' : undefined;
    case 'accepted':
    case 'on-hold':
      return mine ? 'start' : undefined;
    case 'started':
      return mine ? 'complete' : undefined;
    case 'done':
    case 'verified':
    case 'cancelled':
      return undefined;
  }
}

function timerOf(task: Task, now: number): Timer {
  if (isOver(task) || task.state === 'done') return { type: 'none' };
  if (task.state === 'on-hold' && task.heldUntil !== null) return { type: 'held', until: Date.parse(task.heldUntil) };
  if (task.dueAt === null) return { type: 'none' };
  const ms = Date.parse(task.dueAt) - now;
  return ms >= 0 ? { type: 'left', ms } : { type: 'over', ms: -ms };
}

function stateOf(task: Task, timer: Timer): ThingState {
  switch (task.state) {
    case 'open':
      return task.priority === 1 || timer.type === 'over' ? 'fault' : 'watch';
    case 'reopened':
      return 'fault';
    case 'accepted':
    case 'started':
    case 'done':
      return 'work';
    case 'on-hold':
      return 'watch';
    case 'verified':
      return 'ok';
    case 'cancelled':
      return 'silent';
  }
}

export function isOver({ state }: Pick<Task, 'state'>): boolean {
  return state === 'verified' || state === 'cancelled';
}

/** Late first, then priority, then what is due sooner, then along the floor. */
export function byUrgencyOfTask(one: TaskCard, other: TaskCard): number {
  return (
    Number(other.timer.type === 'over') - Number(one.timer.type === 'over') ||
    one.task.priority - other.task.priority ||
    Date.parse(one.task.dueAt ?? '9999-12-31') - Date.parse(other.task.dueAt ?? '9999-12-31') ||
    one.task.space.localeCompare(other.task.space, 'en', { numeric: true })
  );
}
