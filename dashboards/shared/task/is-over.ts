// Whether a task has come to its end. Pure.
import type { Task } from '../../../gateway/api/contract/task.ts';

export function isOver({ state }: Pick<Task, 'state'>): boolean {
  return state === 'verified' || state === 'cancelled';
}
