// The states of a task: what a person may do to it, from where, to where. docs/api.md, "Task states", is the table.
import type { TaskAction, TaskState } from '../task.ts';

/** Where `undo` leads is in the task's history: take-back.ts. */
export type MovingAction = Exclude<TaskAction, 'undo'>;

const moves: Readonly<Record<MovingAction, Partial<Readonly<Record<TaskState, TaskState>>>>> = {
  accept: { open: 'accepted', reopened: 'accepted' },
  start: { open: 'started', accepted: 'started', reopened: 'started', 'on-hold': 'started' },
  complete: { started: 'done' },
  release: { accepted: 'open' },
  hold: { accepted: 'on-hold', started: 'on-hold' },
  reopen: { done: 'reopened' },
  cancel: {
    open: 'cancelled',
    accepted: 'cancelled',
    started: 'cancelled',
    'on-hold': 'cancelled',
    reopened: 'cancelled',
    done: 'cancelled',
  },
  assign: {
    open: 'open',
    accepted: 'accepted',
    started: 'started',
    'on-hold': 'on-hold',
    reopened: 'reopened',
    done: 'done',
  },
  comment: {
    open: 'open',
    accepted: 'accepted',
    started: 'started',
    'on-hold': 'on-hold',
    reopened: 'reopened',
    done: 'done',
  },
};

/** The state after the action, or undefined where it is not allowed from here. */
export function nextTaskState(from: TaskState, action: MovingAction): TaskState | undefined {
  return moves[action][from];
}
