// When a task climbs its ladder. Everything is read from the task's own record, so that a restart fires what came due
// meanwhile once, and nothing again.
import type { Task } from '../task.ts';
import type { EscalationLevel, Ladder } from './dispatch-rules.ts';

export interface DueLevel {
  /** From 1, as the hotel counts them. */
  readonly number: number;
  readonly level: EscalationLevel;
  readonly key: string;
  readonly dueAt: number;
}

export function ladderOf(ladders: readonly Ladder[], task: Task): Ladder | undefined {
  return ladders.find(
    ({ kinds, priorities }) =>
      (kinds.length === 0 || kinds.includes(task.kind)) &&
      (priorities.length === 0 || priorities.includes(task.priority)),
  );
}

/**
 * The levels that will come if the task stays as it is, earliest first; those that it has climbed are left out, until it
 * becomes again what they wait for.
 * @param listening whether any phone that the task was sent to listens; undefined where the hub does not hear of phones.
 */
export function levelsAhead(task: Task, ladder: Ladder | undefined, listening: boolean | undefined): DueLevel[] {
  if (ladder === undefined || task.heldFor === 'do-not-disturb') return [];
  return ladder.levels
    .flatMap((level, index): DueLevel[] => {
      const since = sinceWhen(task, level, listening);
      const key = keyOf(level);
      if (since === undefined || hasClimbed(task, key, since)) return [];
      const dueAt = dueAtOf(task, level, since);
      return dueAt === undefined ? [] : [{ number: index + 1, level, key, dueAt }];
    })
    .toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number);
}

/** What a level is, whatever its place in an edited ladder. */
function keyOf({ afterMinutes, afterShare, if: condition, tell }: EscalationLevel): string {
  const after = afterMinutes === undefined ? `${afterShare} of the time` : `${afterMinutes} min`;
  return `${condition} after ${after}: ${String(tell)}`;
}

function hasClimbed(task: Task, key: string, since: number): boolean {
  return task.escalation?.climbed.some((one) => one.key === key && one.at >= since) === true;
}

/** Instants are whole milliseconds, whatever share of a time the hotel asks for. */
function dueAtOf(task: Task, { afterMinutes, afterShare }: EscalationLevel, since: number): number | undefined {
  if (afterMinutes !== undefined) return since + Math.round(afterMinutes * 60_000);
  if (task.dueAt === undefined) return undefined;
  return Math.max(since, task.openedAt + Math.round((afterShare ?? 1) * (task.dueAt - task.openedAt)));
}

/** Since when the task is what the level waits for; undefined where it is not. */
function sinceWhen(task: Task, level: EscalationLevel, listening: boolean | undefined): number | undefined {
  switch (level.if) {
    case 'nobody-listening':
      return listening === false ? untakenSince(task) : undefined;
    case 'not-shown': {
      const since = untakenSince(task);
      const isShown = since !== undefined && task.shownAt !== undefined && task.shownAt >= since;
      return listening === undefined || isShown ? undefined : since;
    }
    case 'not-taken':
      return untakenSince(task);
    case 'not-started':
      return task.state === 'accepted' ? lastTurnAt(task) : undefined;
    case 'not-done':
      return task.state === 'done' ? undefined : task.openedAt;
  }
}

/** Since when nobody has the task; undefined where somebody has, or nobody may take it now. */
export function untakenSince(task: Task): number | undefined {
  return task.state === 'open' || task.state === 'reopened' ? lastTurnAt(task) : undefined;
}

/** When the task came into its present state, or to the one who has it now. */
function lastTurnAt(task: Task): number {
  return task.history.findLast(({ from, to, step }) => from !== to || step === 'assign')?.at ?? task.openedAt;
}
