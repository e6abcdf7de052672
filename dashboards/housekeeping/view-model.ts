// What the tasks page shows, from the tasks, the taps on their way, who looks and what time it is. Pure.
import type { Task } from '../../gateway/api/contract/task.ts';
import { isOver } from '../shared/task/is-over.ts';
import { byUrgencyOfTask, lastStepAt, type Onlooker, type TaskCard, taskCard } from '../shared/task/task-card.ts';

export const taskTabs = ['mine', 'floor', 'done'] as const;
export type TaskTab = (typeof taskTabs)[number];

export interface TaskLists {
  /** Mine, and what is late or urgent and nobody's. */
  readonly doNow: readonly TaskCard[];
  readonly next: readonly TaskCard[];
  /** Mine, put off, or done and waiting for the sensor's word. */
  readonly waiting: readonly TaskCard[];
  /** Its trouble went away before anybody took it, a moment ago. */
  readonly solvedItself: readonly TaskCard[];
  /** On my floors, and with others: taken, or sent to them. */
  readonly floor: readonly TaskCard[];
  /** What I finished, the latest first. */
  readonly done: readonly TaskCard[];
  /** What others finished, or is called off. */
  readonly over: readonly TaskCard[];
}

/** So long it is told that a task solved itself. */
const solvedItselfShownMs = 10 * 60_000;

export interface Worker extends Onlooker {
  /** The floors that they serve; empty: all. */
  readonly floors: readonly string[];
}

export function taskLists(tasks: Iterable<Task>, worker: Worker): TaskLists {
  const plain = [...tasks].map((task) => taskCard(task, worker));
  const here = whereIs(plain);
  const cards = plain.sort((one, other) => byUrgencyOfTask(one, other, here));
  const placed = cards.map((card) => ({ card, list: listOf(card, worker) }));
  const of = (wanted: keyof TaskLists) => placed.flatMap(({ card, list }) => (list === wanted ? [card] : []));
  const latestFirst = (list: keyof TaskLists) =>
    of(list).sort((one, other) => lastStepAt(other.task) - lastStepAt(one.task));
  return {
    doNow: of('doNow').sort((one, other) => Number(other.mine) - Number(one.mine)),
    next: of('next'),
    waiting: of('waiting'),
    solvedItself: latestFirst('solvedItself'),
    floor: of('floor'),
    done: latestFirst('done'),
    over: latestFirst('over'),
  };
}

/** The floor of the work that I began last. */
function whereIs(cards: readonly TaskCard[]): string | undefined {
  const begun = cards.filter(({ mine, task }) => mine && (task.state === 'started' || task.state === 'accepted'));
  return begun.sort((one, other) => lastStepAt(other.task) - lastStepAt(one.task))[0]?.task.floor ?? undefined;
}

function listOf(card: TaskCard, worker: Worker): keyof TaskLists | undefined {
  const { task, mine } = card;
  if (isOver(task)) {
    const last = task.history.at(-1);
    const isFresh = worker.now - lastStepAt(task) < solvedItselfShownMs;
    if (last?.note === 'solved-itself' && isFresh && isForMe(task, worker)) return 'solvedItself';
    return mine && task.state === 'verified' ? 'done' : 'over';
  }
  if (!isForMe(task, worker)) return servesFloor(task, worker) ? 'floor' : undefined;
  if (task.state === 'done' || task.state === 'on-hold') return mine ? 'waiting' : 'floor';
  if (mine) return 'doNow';
  return task.priority === 1 || card.timer.type === 'over' ? 'doNow' : 'next';
}

/** I have it, or nobody has and it was sent to me; where no list of people is kept, to all of us. */
export function isForMe({ assignee, dispatchedTo }: Task, { user }: Pick<Worker, 'user'>): boolean {
  if (assignee !== null) return assignee === user;
  return !dispatchedTo || dispatchedTo.people.length === 0 || dispatchedTo.people.includes(user);
}

function servesFloor({ floor }: Task, { floors }: Worker): boolean {
  return floors.length === 0 || floor === null || floors.includes(floor);
}

export function tabCounts(lists: TaskLists): Readonly<Record<TaskTab, number>> {
  return {
    mine: lists.doNow.length + lists.next.length + lists.waiting.length,
    floor: lists.floor.length,
    done: lists.done.length,
  };
}
