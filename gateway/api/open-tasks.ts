// Every task that is not over.
import { overStates, type Task, taskStates } from '../domain/task.ts';
import type { Records } from '../ports.ts';
import { everyPage } from './every-page.ts';

const openStates = taskStates.filter((state) => !overStates.has(state));

/** @param of unset: of all roles. */
export async function openTasks(
  records: Pick<Records, 'tasks'>,
  of: { readonly role?: string } = {},
): Promise<readonly Task[]> {
  const found: Task[] = [];
  for await (const items of everyPage((page) => records.tasks({ ...of, ...page, states: openStates }))) {
    found.push(...items);
  }
  return found;
}
