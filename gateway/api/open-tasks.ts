// Every task that is not over, read page by page.
import { overStates, type Task, taskStates } from '../domain/task.ts';
import type { Records } from '../ports.ts';

const openStates = taskStates.filter((state) => !overStates.has(state));
const tasksPerRead = 1000;

/** @param of unset: of all roles. */
export async function openTasks(
  records: Pick<Records, 'tasks'>,
  of: { readonly role?: string } = {},
): Promise<readonly Task[]> {
  const found: Task[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const after = cursor === undefined ? {} : { cursor };
    const page = await records.tasks({ ...of, ...after, states: openStates, limit: tasksPerRead });
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}
