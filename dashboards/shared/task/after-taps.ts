// What a task will be when the hub has taken the taps that are on their way: shown at once.
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { WaitingTap } from '../outbox/action.ts';

export function afterTaps(told: Task, taps: readonly WaitingTap[], user: string): Task {
  const before: Task[] = [];
  let task = told;
  for (const tap of taps) {
    if (tap.action === 'undo') task = before.pop() ?? asBeforeLastStep(told, user);
    else {
      before.push(task);
      task = afterTap(task, tap, user);
    }
  }
  return task;
}

function afterTap(task: Task, { action, call }: WaitingTap, user: string): Task {
  switch (action) {
    case 'accept':
      return { ...task, state: 'accepted', assignee: user };
    case 'start':
      return { ...task, state: 'started', assignee: task.assignee ?? user, heldUntil: null, heldFor: null };
    case 'complete':
      return { ...task, state: 'done' };
    case 'release':
      return { ...task, state: 'open', assignee: null };
    case 'hold':
      return { ...task, state: 'on-hold', heldUntil: call.until ?? null, heldFor: call.heldFor ?? null };
    case 'reopen':
      return { ...task, state: 'reopened' };
    case 'cancel':
      return { ...task, state: 'cancelled' };
    case 'assign':
      return { ...task, assignee: call.assignee ?? task.assignee };
    case 'comment':
    case 'undo':
      return task;
  }
}

/** As good a guess as the history allows; the hub's answer follows. */
function asBeforeLastStep(task: Task, user: string): Task {
  const last = ownSteps(task.history, user).at(-1);
  if (last === undefined || last.from === null || last.from === last.to) return task;
  return { ...task, state: last.from, assignee: last.from === 'open' ? null : task.assignee };
}

/** What the person did that stands: that the card was on their screen is none of it, nor what they took back. */
function ownSteps(history: Task['history'], user: string): Task['history'] {
  const standing: Task['history'] = [];
  for (const entry of history) {
    if (entry.by !== user) continue;
    if (entry.step !== 'undo') standing.push(entry);
    else {
      const undone = standing.findLastIndex(({ step }) => step === entry.note);
      if (undone >= 0) standing.splice(undone, 1);
    }
  }
  return standing.filter(({ step }) => step !== 'show');
}
