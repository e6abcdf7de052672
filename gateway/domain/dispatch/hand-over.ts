// What one shift leaves to the next: everything that is not over, floor by floor, the most urgent first.
import { overStates, type Task } from '../task.ts';

export interface HandOver {
  readonly floors: readonly { readonly floor: string | undefined; readonly tasks: readonly HandedTask[] }[];
}

export interface HandedTask {
  readonly task: Task;
  readonly ageMs: number;
  /** A person's last words on it, or the code they chose. */
  readonly lastNote?: string;
  readonly isLate: boolean;
}

export function handOver(tasks: readonly Task[], now: number): HandOver {
  const open = tasks.filter(({ state }) => !overStates.has(state)).toSorted(mostUrgentFirst);
  const floors = Map.groupBy(open, ({ floor }) => floor);
  return {
    floors: [...floors]
      .toSorted(([a], [b]) => (a ?? '\uffff').localeCompare(b ?? '\uffff', 'en', { numeric: true }))
      .map(([floor, those]) => ({ floor, tasks: those.map((task) => describe(task, now)) })),
  };
}

function describe(task: Task, now: number): HandedTask {
  const lastNote = task.history.findLast(({ by, note }) => by !== 'hub' && note !== undefined)?.note;
  return {
    task,
    ageMs: now - task.openedAt,
    isLate: task.dueAt !== undefined && task.dueAt < now,
    ...(lastNote !== undefined && { lastNote }),
  };
}

function mostUrgentFirst(a: Task, b: Task): number {
  return a.priority - b.priority || (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.openedAt - b.openedAt;
}
