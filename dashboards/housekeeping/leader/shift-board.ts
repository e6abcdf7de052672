// A shift's tasks in the columns of the one who leads it, and whose hands they are in. Pure.
import type { Reach } from '../../../gateway/api/contract/dispatch.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { byUrgencyOfTask, lastStepAt, timerOf } from '../../shared/task/task-card.ts';

export const shiftColumns = ['new', 'taken', 'started', 'waiting', 'verified'] as const;
export type ShiftColumn = (typeof shiftColumns)[number];

const columnOf: Readonly<Record<Task['state'], ShiftColumn | undefined>> = {
  open: 'new',
  reopened: 'new',
  accepted: 'taken',
  started: 'started',
  'on-hold': 'waiting',
  done: 'waiting',
  verified: 'verified',
  cancelled: undefined,
};

/** What was verified before is another shift's. */
const verifiedShownMs = 12 * 3_600_000;

export type ShiftBoard = Readonly<Record<ShiftColumn, readonly Task[]>>;

/** Of the roles that are led; late first, then priority, then what is due sooner; what is verified the latest first. */
export function shiftBoard(tasks: Iterable<Task>, leads: readonly string[], now: number): ShiftBoard {
  const led = [...tasks].filter(({ role }) => leads.includes(role));
  const of = (column: ShiftColumn) => led.filter(({ state }) => columnOf[state] === column);
  const urgentFirst = (column: ShiftColumn) =>
    of(column)
      .map((task) => ({ task, timer: timerOf(task, now) }))
      .sort((one, other) => byUrgencyOfTask(one, other))
      .map(({ task }) => task);
  return {
    new: urgentFirst('new'),
    taken: urgentFirst('taken'),
    started: urgentFirst('started'),
    waiting: urgentFirst('waiting'),
    verified: of('verified')
      .filter((task) => now - lastStepAt(task) < verifiedShownMs)
      .sort((one, other) => lastStepAt(other) - lastStepAt(one)),
  };
}

type Person = Reach['people'][number];

export interface PersonInShift extends Person {
  /** Taken, begun or put off. */
  readonly inHand: number;
  readonly late: number;
}

/** Given to somebody counts, begun or not. */
const inHandStates: ReadonlySet<Task['state']> = new Set(['open', 'reopened', 'accepted', 'started', 'on-hold']);

/** Who is on duty in the roles that are led, or has work of theirs all the same; who cannot be reached stands first. */
export function peopleInShift({ people, leads }: Reach, tasks: Iterable<Task>, now: number): readonly PersonInShift[] {
  const held = [...tasks].filter(({ assignee, state }) => assignee !== null && inHandStates.has(state));
  return people
    .filter(({ role }) => leads.some((led) => led === role))
    .map((person) => {
      const theirs = held.filter(({ assignee }) => assignee === person.user);
      const late = theirs.filter((task) => timerOf(task, now).type === 'over').length;
      return { ...person, inHand: theirs.length, late };
    })
    .filter(({ onDuty, inHand }) => onDuty || inHand > 0)
    .sort((one, other) => Number(one.listening) - Number(other.listening) || one.user.localeCompare(other.user, 'en'));
}

export interface ReachCount {
  readonly listening: number;
  /** On duty. */
  readonly of: number;
}

export function reachCount(people: readonly Pick<Person, 'onDuty' | 'listening'>[]): ReachCount {
  const onDuty = people.filter((one) => one.onDuty);
  return { listening: onDuty.filter(({ listening }) => listening).length, of: onDuty.length };
}

/** Who may be given all of these: only people of their role may act on them. */
export function mayBeGiven(people: readonly Person[], tasks: readonly Pick<Task, 'role'>[]): readonly Person[] {
  return people.filter(({ role, onDuty }) => onDuty && tasks.every((task) => task.role === role));
}
