// The hotel edits its dispatch rules, and phones say what they show.
import { type Decision, refuse } from '../decision.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import { mayAct } from '../tasks/perform-action.ts';
import type { DispatchPlan } from './dispatch-rules.ts';
import { enforce } from './plan-in-force.ts';

type Of<T extends Input['type']> = Extract<Input, { type: T }>;

export function onSetDispatch(house: House, input: Of<'set-dispatch'>, now: number): Decision {
  const { plan, fromFile } = house.dispatch;
  const { rules, source, by, version } = input;
  if (version !== undefined && version !== plan.version) {
    return refuse('stale-version', `the rules are at version ${plan.version}, expected ${version}`, 'version');
  }
  const saidBefore = source === 'file' ? fromFile : plan;
  if (JSON.stringify(saidBefore?.rules) === JSON.stringify(rules)) return { facts: [] };
  const latest: DispatchPlan = { version: plan.version + 1, source, by: by.name, changedAt: now, rules };
  const lastOfFile = source === 'file' ? latest : fromFile;
  house.dispatch = enforce({ latest, ...(lastOfFile && { fromFile: lastOfFile }) }, house.property.timeZone);
  return { facts: [{ type: 'dispatch-changed', plan: latest }] };
}

/** Only the first phone counts, since the task was last anybody's to take. */
export function onTaskShown(house: House, input: Of<'task-shown'>, now: number): Decision {
  const task = house.board.find(input.task);
  if (task === undefined) return refuse('unknown-task', `no task ${input.task} is open`, 'id');
  if (!mayAct(input.by, task)) return refuse('not-your-task', `task ${task.id} belongs to ${task.role}`);
  const turnedAt = task.history.findLast(({ from, to }) => from !== to)?.at ?? task.openedAt;
  if (task.shownAt !== undefined && task.shownAt >= turnedAt) return { facts: [] };
  return { facts: [house.board.step(task, { step: 'show', at: now, by: input.by.name, shownAt: now })] };
}
