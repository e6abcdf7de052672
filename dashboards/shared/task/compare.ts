// Work that did not hold: what the device showed before it was called done, and what it shows now.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { type Phrase, phrase } from '../i18n/phrase.ts';

type Evidence = Task['evidence'][number];

export interface Comparison {
  readonly said: Phrase;
  /** The draws of both, for their curves. */
  readonly draws: readonly string[];
}

/** Undefined where the task did not come back, or its device gives no figures. */
export function beforeAndAfter(task: Pick<Task, 'state' | 'evidence' | 'history'>): Comparison | undefined {
  const cameBack = task.history.findLast(({ step }) => step === 'reopen');
  const done = task.history.findLast(
    ({ step, at }) => step === 'complete' && cameBack !== undefined && at <= cameBack.at,
  );
  if (done === undefined || task.state === 'verified' || task.state === 'cancelled') return undefined;
  const troubles = task.evidence.filter(({ data }) => data['proof'] !== true && data['withdrawn'] !== true);
  // The water may have run already when the work was called done.
  const after = troubles.at(-1);
  const before = troubles.slice(0, -1).findLast(({ at }) => at < done.at);
  return before && after && compare(before, after);
}

function compare(before: Evidence, after: Evidence): Comparison | undefined {
  const draws = [before, after].flatMap(({ type, id }) => (type === 'draw' && id !== null ? [id] : []));
  const [wasSeconds, isSeconds] = [before.data['seconds'], after.data['seconds']];
  if (typeof wasSeconds === 'number' && typeof isSeconds === 'number') {
    const limit = Number(after.data['limit'] ?? 0);
    return { said: phrase('task.compare.seconds', { before: wasSeconds, after: isSeconds, limit }), draws };
  }
  const [wasLevel, isLevel] = [before.data['level'], after.data['level']];
  if (typeof wasLevel === 'number' && typeof isLevel === 'number') {
    return { said: phrase('task.compare.level', { before: wasLevel, after: isLevel }), draws };
  }
  return draws.length === 2 ? { said: phrase('task.compare.draws'), draws } : undefined;
}
