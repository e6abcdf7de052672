// One's own day in five figures. Nobody else's, and nobody's rank. Pure.
import type { Task } from '../../gateway/api/contract/task.ts';
import type { TaskLists } from './view-model.ts';

export interface OwnFigures {
  readonly mine: number;
  readonly late: number;
  readonly doneToday: number;
  /** From when it could be taken to when I took it; unset where I took nothing today. */
  readonly toTakeMs?: number;
  /** From taking it to saying that it is done, put-off time and all. */
  readonly toFinishMs?: number;
}

/** @param dayBeganAt midnight in the hotel, Unix ms. */
export function ownFigures(tasks: Iterable<Task>, lists: TaskLists, user: string, dayBeganAt: number): OwnFigures {
  const open = [...lists.doNow, ...lists.next, ...lists.waiting].filter(({ mine }) => mine);
  const spells = [...tasks].flatMap((task) => spellsOf(task, user)).filter(({ takenAt }) => takenAt >= dayBeganAt);
  const toTakeMs = median(spells.map(({ takenAt, freeAt }) => takenAt - freeAt));
  const finished = spells.flatMap(({ takenAt, doneAt }) => (doneAt === undefined ? [] : [doneAt - takenAt]));
  const toFinishMs = median(finished);
  return {
    mine: open.length,
    late: open.filter(({ timer }) => timer.type === 'over').length,
    doneToday: lists.done.filter(({ task }) => endedAt(task) >= dayBeganAt).length,
    ...(toTakeMs !== undefined && { toTakeMs }),
    ...(toFinishMs !== undefined && { toFinishMs }),
  };
}

function endedAt(task: Task): number {
  return Date.parse(task.history.findLast(({ step }) => step === 'complete')?.at ?? task.openedAt);
}

interface Spell {
  readonly freeAt: number;
  readonly takenAt: number;
  readonly doneAt?: number;
}

/** Each time that this person took the task from its being anybody's. */
function spellsOf({ openedAt, history }: Task, user: string): readonly Spell[] {
  const spells: Spell[] = [];
  let freeAt = Date.parse(openedAt);
  let takenAt: number | undefined;
  for (const { step, by, at, from, to } of history) {
    const now = Date.parse(at);
    if (to === 'open' || step === 'reopen') freeAt = now;
    if (by !== user) continue;
    if ((step === 'accept' || step === 'start') && (from === 'open' || from === 'reopened')) {
      takenAt = now;
      spells.push({ freeAt, takenAt });
    }
    const last = spells.at(-1);
    if (step === 'complete' && takenAt !== undefined && last !== undefined)
      spells[spells.length - 1] = { ...last, doneAt: now };
    if (step === 'undo') {
      if (last?.doneAt !== undefined) spells[spells.length - 1] = { freeAt: last.freeAt, takenAt: last.takenAt };
      else if (to === 'open' || to === 'reopened') spells.pop();
    }
  }
  return spells;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [upper, lower] = [sorted[middle], sorted[middle - 1]];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
