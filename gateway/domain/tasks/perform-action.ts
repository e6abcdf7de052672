// A person's tap on a task: allowed, stale, or not theirs.

import { canTellGuestOut } from '../dispatch/guest-out.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Actor, Input, Refusal } from '../inputs.ts';
import type { Task } from '../task.ts';
import { holdLimitAt } from './hold-limit.ts';
import { takeBack } from './take-back.ts';
import type { Step } from './task-board.ts';
import { nextTaskState } from './task-machine.ts';

type TaskActionInput = Extract<Input, { type: 'task-action' }>;

export function performAction(
  house: House,
  task: Task,
  input: TaskActionInput,
  now: number,
): { fact: Fact } | { refusal: Refusal } {
  if (!mayAct(input.by, task)) {
    return refuse('not-your-task', `task ${task.id} belongs to ${task.role}, ${input.by.name} is ${input.by.role}`);
  }
  if (input.version !== task.version) {
    return refuse(
      'stale-version',
      `task ${task.id} is at version ${task.version}, expected ${input.version}`,
      'version',
    );
  }
  if (input.action === 'undo') {
    const undone = takeBack(task, { by: input.by.name, ...tapOf(input) }, now);
    return 'refusal' in undone ? undone : { fact: house.board.step(task, undone.step) };
  }
  const to = nextTaskState(task.state, input.action);
  if (to === undefined) {
    return refuse('not-in-this-state', `cannot ${input.action} a task that is ${task.state}`);
  }
  if (input.action === 'assign' && input.assignee === undefined) {
    return refuse('invalid', 'assign needs the name of a user', 'assignee');
  }
  if (input.action === 'comment' && !input.note) {
    return refuse('invalid', 'a comment needs words', 'note');
  }
  if (input.action === 'hold' && input.until !== undefined && input.until <= now) {
    return refuse('invalid', 'expected a time in the future', 'until');
  }
  if (input.heldFor === 'guest-out' && !canTellGuestOut(house, task.space, now)) {
    return refuse('invalid', `nothing in ${task.space} tells whether somebody is in`, 'heldFor');
  }
  const step: Step = {
    step: input.action,
    at: now,
    by: input.by.name,
    to,
    ...assigneeAfter(input, task),
    ...(input.note !== undefined && { note: input.note }),
    ...(input.language !== undefined && { language: input.language }),
    ...tapOf(input),
    ...(input.action === 'hold' && holding(house, task, input, now)),
  };
  return { fact: house.board.step(task, step) };
}

function tapOf({ tappedAt }: TaskActionInput): { tappedAt?: number } {
  return tappedAt === undefined ? {} : { tappedAt };
}

/** As long as was asked for, where they may put it off for so long. */
function holding(house: House, task: Task, input: TaskActionInput, now: number): Pick<Step, 'heldUntil' | 'heldFor'> {
  const limitAt = holdLimitAt(house, task, input.by, now);
  const heldUntil = limitAt === undefined ? input.until : Math.min(limitAt, input.until ?? limitAt);
  return {
    ...(heldUntil !== undefined && { heldUntil }),
    ...(input.heldFor !== undefined && { heldFor: input.heldFor }),
  };
}

/** Managers and admins may act on any task, staff on those of their role. */
export function mayAct(actor: Actor, task: Task): boolean {
  return actor.role === 'manager' || actor.role === 'admin' || actor.role === task.role;
}

function assigneeAfter(input: TaskActionInput, task: Task): { assignee: string | null } | undefined {
  switch (input.action) {
    case 'accept':
      return { assignee: input.by.name };
    case 'start':
      return task.assignee === undefined ? { assignee: input.by.name } : undefined;
    case 'release':
      return { assignee: null };
    case 'assign':
      return { assignee: input.assignee ?? null };
    case 'complete':
    case 'hold':
    case 'reopen':
    case 'comment':
    case 'cancel':
    case 'undo':
      return undefined;
  }
}

function refuse(code: Refusal['code'], detail: string, field?: string): { refusal: Refusal } {
  return { refusal: { code, detail, ...(field !== undefined && { field }) } };
}
