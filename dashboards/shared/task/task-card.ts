// A task as its card shows it: where, what, how it stands, until when, whether one may go in, and the one next step. Pure: the
// task, who looks, and what time it is.
import type { RoomEntry } from '../../../gateway/api/contract/entry.ts';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import { isTap, taskOf, type WaitingAction } from '../outbox/action.ts';
import type { ThingState } from '../ui/thing-state.ts';
import { afterTaps } from './after-taps.ts';
import { isOver } from './is-over.ts';

export type Timer = { readonly type: 'left' | 'over'; readonly ms: number } | { readonly type: 'none' };

export interface TaskCard {
  readonly task: Task;
  readonly state: ThingState;
  /** Against the deadline, put off or not. */
  readonly timer: Timer;
  readonly mine: boolean;
  /** The next legal step of the one who looks; unset where it is not theirs to take. */
  readonly next?: TaskAction;
  /** A tap of this phone that the hub has not answered yet. */
  readonly waiting: boolean;
  /** Pictures on their way. */
  readonly waitingPhotos: number;
  /** Unset where nothing is known of the room, or it does not matter any more. */
  readonly entry?: RoomEntry;
}

export interface Onlooker {
  readonly user: string;
  readonly now: number;
  readonly waiting: readonly WaitingAction[];
  /** By space; unset for roles that are not told. */
  readonly entries?: ReadonlyMap<string, RoomEntry>;
}

export function taskCard(told: Task, onlooker: Onlooker): TaskCard {
  const actions = onlooker.waiting.filter((action) => taskOf(action) === told.id);
  const taps = actions.filter(isTap);
  const task = afterTaps(told, taps, onlooker.user);
  const mine = task.assignee === onlooker.user;
  const next = nextStep(task, mine);
  const timer = timerOf(task, onlooker.now);
  const entry = task.state === 'done' || isOver(task) ? undefined : onlooker.entries?.get(task.space);
  return {
    task,
    timer,
    mine,
    waiting: actions.length > 0,
    waitingPhotos: actions.length - taps.length,
    state: stateOf(task, timer),
    ...(next && { next }),
    ...(entry && { entry }),
  };
}

function nextStep(task: Task, mine: boolean): TaskAction | undefined {
  switch (task.state) {
    case 'open':
      return mine ? 'start' : 'accept';
    case 'reopened':
      if (mine) return 'start';
      return task.assignee === null ? 'accept' : undefined;
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

/** What is done has no deadline any more. */
export function timerOf(task: Task, now: number): Timer {
  if (isOver(task) || task.state === 'done' || task.dueAt === null) return { type: 'none' };
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

/** When somebody did something to it last, Unix ms: of what is over, its end. */
export function lastStepAt({ history, openedAt }: Pick<Task, 'history' | 'openedAt'>): number {
  return Date.parse(history.at(-1)?.at ?? openedAt);
}

const entryRank: Readonly<Record<RoomEntry['state'], number>> = {
  free: 0,
  unknown: 1,
  'guest-in': 2,
  'do-not-disturb': 2,
};

type Ranked = Pick<TaskCard, 'task' | 'timer' | 'entry'>;

/**
 * Who does not want to be disturbed comes last. Then late first, then priority, then what is due sooner, then where one can go in
 * now, then the floor where one is, then along the floors.
 */
export function byUrgencyOfTask(one: Ranked, other: Ranked, floor?: string): number {
  const rank = (of: (card: Ranked) => number) => of(one) - of(other);
  return (
    rank(({ entry }) => Number(entry?.state === 'do-not-disturb')) ||
    rank(({ timer }) => -Number(timer.type === 'over')) ||
    rank(({ task }) => task.priority) ||
    rank(({ task }) => Date.parse(task.dueAt ?? '9999-12-31')) ||
    rank(({ entry }) => entryRank[entry?.state ?? 'unknown']) ||
    rank(({ task }) => -Number(floor !== undefined && task.floor === floor)) ||
    one.task.space.localeCompare(other.task.space, 'en', { numeric: true })
  );
}
