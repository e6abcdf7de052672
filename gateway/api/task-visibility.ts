// Which tasks a role may read and act on: its own; managers and administrators all.
import type { Role } from '../domain/property.ts';
import type { Task } from '../domain/task.ts';
import type { Records } from '../ports.ts';
import type { Caller } from './authentication/caller.ts';
import { refuse } from './problem.ts';

export function readsAllTasks(role: Role): boolean {
  return role === 'manager' || role === 'admin';
}

export function mayReadTask(role: Role, task: { readonly role: Role }): boolean {
  return readsAllTasks(role) || task.role === role;
}

/** @throws ProblemError where there is none, or it is not the caller's to read. */
export async function readableTask(records: Pick<Records, 'task'>, id: string, caller: Caller): Promise<Task> {
  const task = await records.task(id);
  if (task === undefined) throw refuse(404, `There is no task ${id}.`);
  if (!mayReadTask(caller.role, task)) {
    throw refuse(403, `Task ${id} belongs to ${task.role}; ${caller.name} is ${caller.role}.`);
  }
  return task;
}
