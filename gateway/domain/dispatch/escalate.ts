// One step up the ladder: who is told, what is noted on the task, and whether it is taken from whoever has it.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Task } from '../task.ts';
import { findTold } from './find-target.ts';
import { type DueLevel, ladderOf, levelsAhead } from './ladder.ts';
import { isHeard, type Phone } from './phones.ts';

export function nextLevel(house: House, task: Task, phones: readonly Phone[] | undefined): DueLevel | undefined {
  const ladder = ladderOf(house.dispatch.plan.rules.ladders, task);
  return levelsAhead(task, ladder, isHeard(task, phones))[0];
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
