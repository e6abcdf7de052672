// How staff answered: how soon tasks were seen, taken and done, how often in time, and what the ladder and the sensors said of it.
// By team's shift and kind of task, never by person. Pure.
import type { TaskKind } from '../task.ts';
import { nearestRank } from '../warm-up/statistics.ts';

/** What one task's history says; instants are Unix ms. */
export interface AnsweredTask {
  readonly kind: TaskKind;
  readonly openedAt: number;
  readonly dueAt: number | null;
  readonly shownAt: number | null;
  readonly takenAt: number | null;
  readonly doneAt: number | null;
  /** Over without having been done: solved by itself, or called off. */
  readonly isCalledOff: boolean;
  readonly isEscalated: boolean;
  /** The sensor showed the trouble again after it was called done. */
  readonly isReopenedByHub: boolean;
}

/** Seconds since the task was opened, of those that came so far: `n` of them. */
export interface AnswerTimes {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface AnswerFigures {
  readonly tasks: number;
  readonly shown: AnswerTimes;
  readonly taken: AnswerTimes;
  readonly done: AnswerTimes;
  /** Tasks whose deadline tells: done, or past it. */
  readonly due: number;
  readonly inTime: number;
  readonly escalated: number;
  readonly reopened: number;
}

export function answerFigures(tasks: readonly AnsweredTask[], now: number): AnswerFigures {
  const due = tasks.filter(
    ({ dueAt, doneAt, isCalledOff }) => dueAt !== null && (doneAt !== null || (!isCalledOff && dueAt <= now)),
  );
  const times = (at: (task: AnsweredTask) => number | null) =>
    timesOf(tasks.flatMap((task) => secondsTo(at(task), task.openedAt)));
  return {
    tasks: tasks.length,
    shown: times(({ shownAt }) => shownAt),
    taken: times(({ takenAt }) => takenAt),
    done: times(({ doneAt }) => doneAt),
    due: due.length,
    inTime: due.filter(({ dueAt, doneAt }) => doneAt !== null && doneAt <= (dueAt ?? 0)).length,
    escalated: tasks.filter(({ isEscalated }) => isEscalated).length,
    reopened: tasks.filter(({ isReopenedByHub }) => isReopenedByHub).length,
  };
}

function secondsTo(at: number | null, openedAt: number): readonly number[] {
  return at === null ? [] : [Math.max(0, at - openedAt) / 1000];
}

function timesOf(seconds: readonly number[]): AnswerTimes {
  const ascending = seconds.toSorted((one, other) => one - other);
  return { n: ascending.length, p50: nearestRank(ascending, 0.5), p95: nearestRank(ascending, 0.95) };
}

interface ShiftHours {
  readonly id: string;
  /** Clock times; one that ends at or before its start ends on the next day. */
  readonly from: string;
  readonly to: string;
}

/** The shifts that run at a clock time, by their hours: where two overlap, the work of that hour is of both. */
export function shiftsAt(shifts: readonly ShiftHours[], time: string): readonly string[] {
  const runs = ({ from, to }: ShiftHours) => (from < to ? from <= time && time < to : time >= from || time < to);
  return shifts.filter(runs).map(({ id }) => id);
}
