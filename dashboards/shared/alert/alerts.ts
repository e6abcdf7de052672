// Somebody is to be interrupted: sound, vibration, a word for a screen reader, and a number in the title, until the page is
// touched or the work is over.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Push } from '../../../gateway/api/contract/dispatch.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { isOver } from '../task/is-over.ts';
import { type Bell, createBell } from './bell.ts';

export interface Alerts {
  readonly bell: Bell;
  /** Tasks that came since the page was last touched, and are not over. */
  readonly fresh: ReadonlySignal<number>;
  take(push: Pick<Push, 'id' | 'tasks' | 'priority'>): void;
  /** How a task stands now: what is over is no new work. */
  hear(task: Pick<Task, 'id' | 'state'>): void;
  /** What became of them was not heard. @param askOpen the ids of all tasks that are not over; undefined: not known now. */
  recount(askOpen: () => Promise<ReadonlySet<string> | undefined>): Promise<void>;
  /** The person is at the page. */
  see(): void;
}

export function createAlerts(bell: Bell = createBell()): Alerts {
  const fresh = signal(0);
  /** A stream that resumes may tell twice. */
  const taken = new Set<string>();
  const tasks = new Set<string>();

  return {
    bell,
    fresh,
    take(push) {
      if (taken.has(push.id)) return;
      taken.add(push.id);
      for (const task of push.tasks) tasks.add(task);
      fresh.value = tasks.size;
      bell.ring(push.priority === 1);
    },
    hear(task) {
      if (isOver(task) && tasks.delete(task.id)) fresh.value = tasks.size;
    },
    async recount(askOpen) {
      // One that comes while the answer is on its way is newer than that.
      const counted = [...tasks];
      if (counted.length === 0) return;
      const open = await askOpen();
      if (open === undefined) return;
      for (const task of counted) if (!open.has(task)) tasks.delete(task);
      fresh.value = tasks.size;
    },
    see() {
      tasks.clear();
      fresh.value = 0;
    },
  };
}
