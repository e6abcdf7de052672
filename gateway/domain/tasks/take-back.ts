// A slip of the thumb, taken back by who made it: a step of its own that restores what was before; nothing is deleted. Only while
// nobody has built upon it.
import type { Refusal } from '../inputs.ts';
import { type Task, type TaskHistoryEntry, type TaskStep, taskActions } from '../task.ts';
import type { Step } from './task-board.ts';

/** Pages offer it for ten seconds; the rest is the thumb's and the network's. By the phone's clock where it tells both taps. */
const undoWithinMs = 15_000;
/** A phone's word for it is taken for as long as one may be without a signal and its slip still be what somebody remembers. */
const longestOnItsWayMs = 60 * 60_000;

/** What people do that can be taken back. */
const undoable: ReadonlySet<string> = new Set([...taskActions, 'photo'] satisfies TaskStep[]);

export interface TakenBack {
  readonly by: string;
  readonly tappedAt?: number;
}

/** The step that takes back the last thing that this person did to the task. */
export function takeBack(task: Task, { by, tappedAt }: TakenBack, now: number): { step: Step } | { refusal: Refusal } {
  const entry = lastStanding(task.history, by);
  if (entry === undefined) return no(`${by} has done nothing to task ${task.id} that can be taken back`);
  const isOnPhone = tappedAt !== undefined && entry.tappedAt !== undefined;
  const heardAfterMs = now - entry.at;
  const elapsedMs = isOnPhone ? tappedAt - entry.tappedAt : heardAfterMs;
  if (elapsedMs < 0)
    return no(`the ${entry.step} of task ${task.id} was tapped after this undo: expected a later \`at\``);
  if (elapsedMs > undoWithinMs || heardAfterMs > longestOnItsWayMs)
    return no(`it is too late to take back the ${entry.step} of task ${task.id}`);
  if (!isStillSo(task, entry)) return no(`task ${task.id} is ${task.state} since: the ${entry.step} stands`);
  const { from = task.state, before } = entry;
  const moved = from !== entry.to || before !== undefined;
  return {
    step: {
      step: 'undo',
      at: now,
      by,
      note: entry.step,
      ...(tappedAt !== undefined && { tappedAt }),
      ...(moved && { to: from }),
      ...(before?.assignee !== undefined && { assignee: before.assignee }),
      ...(before?.heldUntil !== undefined && { heldUntil: before.heldUntil }),
      ...(before?.heldFor !== undefined && { heldFor: before.heldFor }),
    },
  };
}

/** What an undo, the last step of the history, took back; undefined where the last step is another. */
export function takenBackLast(history: readonly TaskHistoryEntry[]): TaskHistoryEntry | undefined {
  const undo = history.at(-1);
  if (undo?.step !== 'undo') return undefined;
  return standing(history.slice(0, -1)).findLast(({ by, step }) => by === undo.by && step === undo.note);
}

/** Steps that were taken back are gone over, each with its undo. */
export function standing(history: readonly TaskHistoryEntry[]): readonly TaskHistoryEntry[] {
  const left: TaskHistoryEntry[] = [];
  for (const entry of history) {
    if (entry.step !== 'undo') left.push(entry);
    else {
      const undone = left.findLastIndex(({ by, step }) => by === entry.by && step === entry.note);
      const endedWithIt = left[undone + 1]?.step === 'verify' ? 1 : 0;
      if (undone >= 0) left.splice(undone, 1 + endedWithIt);
    }
  }
  return left;
}

function lastStanding(history: readonly TaskHistoryEntry[], by: string): TaskHistoryEntry | undefined {
  return standing(history).findLast((entry) => entry.by === by && undoable.has(entry.step));
}

/** Whether the task is as the step left it; what is over at once because no device can be asked is as its person left it too. */
function isStillSo(task: Task, { step, to, assignee }: TaskHistoryEntry): boolean {
  if (step === 'comment' || step === 'photo') return true;
  const last = task.history.at(-1);
  const endedAtOnce = step === 'complete' && last?.step === 'verify' && last.note === 'no-device';
  if (task.state !== to && !endedAtOnce) return false;
  return assignee === undefined || task.assignee === assignee;
}

function no(detail: string): { refusal: Refusal } {
  return { refusal: { code: 'not-in-this-state', detail } };
}
