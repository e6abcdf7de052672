// How long a person may put a task off alone: not beyond the point at which its ladder would call for somebody higher. Their
// shift leader may.
import { ladderOf } from '../dispatch/ladder.ts';
import { leads } from '../dispatch/reach.ts';
import type { House } from '../house.ts';
import type { Actor } from '../inputs.ts';
import type { Task } from '../task.ts';

/** However late it is: a guest in the shower is one. */
export const shortHoldMs = 15 * 60_000;

/** Until when `by` may hold the task; undefined where nothing climbs, or they answer for it. Unix ms. */
export function holdLimitAt(house: House, task: Task, by: Actor, now: number): number | undefined {
  const { rules } = house.dispatch.plan;
  if (leads(rules, by, task.role)) return undefined;
  const climbs = ladderOf(rules.ladders, task)?.levels.some((level) => level.if === 'not-done') === true;
  if (!climbs || task.dueAt === undefined) return undefined;
  return Math.max(task.dueAt, now + shortHoldMs);
}
