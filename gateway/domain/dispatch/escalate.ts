// One step up the ladder: who is told, what is noted on the task, and whether it is taken from whoever has it.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Task } from '../task.ts';
import { findTold } from './find-target.ts';
import { type DueLevel, ladderOf, levelsAhead } from './ladder.ts';

export function nextLevel(house: House, task: Task, listening: ReadonlySet<string> | undefined): DueLevel | undefined {
  const ladder = ladderOf(house.dispatch.plan.rules.ladders, task);
  return levelsAhead(task, ladder, isHeard(task, listening))[0];
}

export function climb(house: House, task: Task, { level, number, key }: DueLevel, now: number): Fact {
  const told = findTold(house.dispatch, level.tell, task, now);
  const climbed = (task.escalation?.climbed ?? []).filter((one) => one.key !== key);
  return house.board.step(task, {
    step: 'escalate',
    at: now,
    note: level.if,
    level: number,
    people: told.people,
    escalation: { level: number, at: now, told: told.people, climbed: [...climbed, { key, at: now }] },
    ...(level.release && { to: 'open', assignee: null }),
  });
}

/** Undefined where the hub does not hear of phones, or keeps no list of those who were meant. */
function isHeard({ dispatchedTo }: Task, listening: ReadonlySet<string> | undefined): boolean | undefined {
  if (listening === undefined || dispatchedTo === undefined || dispatchedTo.people.length === 0) return undefined;
  return dispatchedTo.people.some((person) => listening.has(person));
}
