// docs/api.md, "Task states", both ways: what a person may do from each state, and what they may not.
import { describe, expect, it } from 'vitest';
import { overStates, type TaskState, taskActions, taskStates } from '../../../../gateway/domain/task.ts';
import { type MovingAction, nextTaskState } from '../../../../gateway/domain/tasks/task-machine.ts';

const allowed: Readonly<Record<MovingAction, Partial<Record<TaskState, TaskState>>>> = {
  accept: { open: 'accepted', reopened: 'accepted' },
  start: { open: 'started', accepted: 'started', reopened: 'started', 'on-hold': 'started' },
  complete: { started: 'done' },
  release: { accepted: 'open' },
  hold: { accepted: 'on-hold', started: 'on-hold' },
  reopen: { done: 'reopened' },
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
  cancel: {
    open: 'cancelled',
    accepted: 'cancelled',
    started: 'cancelled',
    'on-hold': 'cancelled',
    reopened: 'cancelled',
    done: 'cancelled',
  },
};

const movingActions = taskActions.filter((action) => action !== 'undo');
const pairs = movingActions.flatMap((action) =>
  taskStates.map((from) => ({ action, from, to: allowed[action][from] ?? 'refused' })),
);

describe('a task', () => {
  it.each(pairs)('$action a task that is $from: $to', ({ action, from, to }) => {
    expect(nextTaskState(from, action) ?? 'refused').toBe(to);
  });

  it('that is over is moved by nobody', () => {
    for (const state of overStates) {
      expect(movingActions.map((action) => nextTaskState(state, action))).toEqual(movingActions.map(() => undefined));
    }
  });
});
