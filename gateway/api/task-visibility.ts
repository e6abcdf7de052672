// Which tasks a role may read and act on: its own; managers and administrators all.
import type { Role } from '../domain/property.ts';

export function readsAllTasks(role: Role): boolean {
  return role === 'manager' || role === 'admin';
}

export function mayReadTask(role: Role, task: { readonly role: Role }): boolean {
  return readsAllTasks(role) || task.role === role;
}
