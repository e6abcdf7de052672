// Which tasks a wall shows and in what order. What is put off, or waits for its device's word, is nobody's next step: it is left
// out, and with it why (a guest who sleeps, a room that is in use).
import { isHeard, type Phone } from '../domain/dispatch/phones.ts';
import type { Task } from '../domain/task.ts';

export interface WallLines {
  /** Past their time, the longest first. */
  readonly late: readonly Task[];
  /** Nobody has them yet and there is time, the latest first. */
  readonly fresh: readonly Task[];
  readonly inHand: number;
}

export function wallLines(tasks: readonly Task[], now: number): WallLines {
  const active = tasks.filter(({ state }) => isUntaken(state) || state === 'accepted' || state === 'started');
  const isLate = ({ dueAt }: Task) => dueAt !== undefined && dueAt < now;
  return {
    late: active.filter(isLate).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)),
    fresh: active
      .filter((task) => isUntaken(task.state) && !isLate(task))
      .toSorted((a, b) => a.priority - b.priority || b.openedAt - a.openedAt),
    inHand: active.filter(({ state }) => !isUntaken(state)).length,
  };
}

/** @param phones undefined while the hub does not know of them yet. */
export function heardOnWall(task: Task, phones: readonly Phone[] | undefined): boolean | null {
  return isUntaken(task.state) ? (isHeard(task, phones) ?? null) : null;
}

function isUntaken(state: Task['state']): boolean {
  return state === 'open' || state === 'reopened';
}
