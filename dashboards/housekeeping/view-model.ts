// What the tasks page shows, from the tasks, the taps on their way, who looks and what time it is. Pure.
import type { Task } from '../../gateway/api/contract/task.ts';
import { byUrgencyOfTask, isOver, type Onlooker, type TaskCard, taskCard } from '../shared/task/task-card.ts';

export const taskTabs = ['todo', 'team', 'over'] as const;
export type TaskTab = (typeof taskTabs)[number];

export interface TaskLists {
  /** Mine, and what is late or urgent and nobody's. */
  readonly doNow: readonly TaskCard[];
  readonly next: readonly TaskCard[];
  /** Mine, put off, or done and waiting for the sensor's word. */
  readonly waiting: readonly TaskCard[];
  /** Taken by others. */
  readonly team: readonly TaskCard[];
  /** The latest first. */
  readonly over: readonly TaskCard[];
}

export function taskLists(tasks: Iterable<Task>, onlooker: Onlooker): TaskLists {
  const cards = [...tasks].map((task) => taskCard(task, onlooker)).sort(byUrgencyOfTask);
  const of = (list: keyof TaskLists) => cards.filter((card) => listOf(card) === list);
  return {
    doNow: of('doNow').sort((one, other) => Number(other.mine) - Number(one.mine)),
    next: of('next'),
    waiting: of('waiting'),
    team: of('team'),
    over: of('over').sort((one, other) => overAt(other.task) - overAt(one.task)),
  };
}

function listOf(card: TaskCard): keyof TaskLists {
  const { task, mine } = card;
  if (isOver(task)) return 'over';
  if (task.state === 'done' || task.state === 'on-hold') return mine ? 'waiting' : 'team';
  if (mine) return 'doNow';
  if (task.assignee !== null) return 'team';
  return task.priority === 1 || card.timer.type === 'over' ? 'doNow' : 'next';
}

export function tabCounts(lists: TaskLists): Readonly<Record<TaskTab, number>> {
  return {
    todo: lists.doNow.length + lists.next.length + lists.waiting.length,
    team: lists.team.length,
    over: lists.over.length,
  };
}

/** When the task came to its end, Unix ms. */
export function overAt(task: Task): number {
  return Date.parse(task.history.at(-1)?.at ?? task.openedAt);
}
