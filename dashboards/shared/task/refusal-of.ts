// Why the hub did not take a tap: somebody else was first, the same person on another phone was, or the task is another by now. Pure.
import { type Phrase, phrase } from '../i18n/phrase.ts';
import { isTap } from '../outbox/action.ts';
import type { RefusedAction } from '../outbox/outbox.ts';

export interface SaidRefusal {
  readonly text: Phrase;
  /** Somebody else works on it: whoever is second may help. */
  readonly isOthers: boolean;
}

/** What says nothing of whose the task is. */
const besideTheWork: ReadonlySet<string> = new Set(['comment', 'photo', 'show', 'dispatch', 'escalate']);

/** It went on without this tap. */
const goneOn: ReadonlySet<string | undefined> = new Set(['stale-version', 'not-in-this-state']);

/** @param why the hub's reason, in the reader's language. */
export function refusalOf({ action, problem }: RefusedAction, user: string, why: string): SaidRefusal {
  const own = (text: Phrase) => ({ text, isOthers: false });
  const { task } = problem;
  if (!goneOn.has(problem.type)) return own(phrase('task.refused', { detail: why }));
  if (!isTap(action) || task === undefined) return own(phrase('task.changedMeanwhile'));
  const asked = action.action;
  if (asked === 'undo') return own(phrase('task.undoTooLate'));
  const last = task.history.findLast(({ step }) => !besideTheWork.has(step));
  // Who has begun it has taken it too.
  const isDone = last?.step === asked || (asked === 'accept' && last?.step === 'start');
  if (isDone && last?.by === user) return own(phrase('task.doneOnOtherPhone', { at: Date.parse(last.at) }));
  const taken = task.history.findLast(({ step }) => step === 'accept' || step === 'start');
  const { assignee } = task;
  if (taken === undefined || assignee === null || assignee === user) return own(phrase('task.changedMeanwhile'));
  return { text: phrase('task.takenBy', { name: assignee, at: Date.parse(taken.at) }), isOthers: true };
}
