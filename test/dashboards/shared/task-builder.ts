// A task as the API tells it, for view-models; tests say only what matters to them.
import type { Task } from '../../../gateway/api/contract/task.ts';

export const now = Date.parse('2026-03-01T06:00:00Z');
export const minutesFromNow = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

export function aTask(parts: Partial<Task> = {}): Task {
  return {
    id: 't1',
    version: 1,
    title: 'Water in 1203 not hot within 10 s',
    kind: 'warm-up',
    role: 'engineer',
    team: null,
    space: '1203',
    floor: '12',
    device: 'hw-1203',
    state: 'open',
    priority: 2,
    openedAt: minutesFromNow(-10),
    dueAt: minutesFromNow(30),
    heldUntil: null,
    assignee: null,
    incident: null,
    evidence: [],
    history: [],
    ...parts,
  };
}
