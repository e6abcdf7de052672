// People act on tasks; held tasks come back by themselves.
import { type Decision, refuse } from './decision.ts';
import { addFault, clearFault, describeDevice } from './devices/device.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import { closeSettledIncidents, reopenWith } from './incidents/slow-water.ts';
import type { Input } from './inputs.ts';
import { overStates, type Task } from './task.ts';
import { faultCodeOf } from './tasks/cause.ts';
import { verifyIfProven } from './tasks/open-task.ts';
import { performAction } from './tasks/perform-action.ts';

export function onTaskAction(house: House, input: Extract<Input, { type: 'task-action' }>, now: number): Decision {
  const isUndo = input.action === 'undo';
  const task = house.board.find(input.task) ?? (isUndo ? house.board.findJustOver(input.task, now) : undefined);
  if (task === undefined) return refuse('unknown-task', `no task ${input.task} is open`, 'id');
  const result = performAction(house, task, input, now);
  if ('refusal' in result) return { facts: [], refusal: result.refusal };
  const facts = [result.fact];
  const after = house.board.find(task.id);
  if (after !== undefined && isUndo && overStates.has(task.state)) {
    facts.push(...rememberFault(house, after), ...reopenWith(house, after));
  }
  if (after !== undefined) facts.push(...verifyIfProven(house, after, now));
  const last = facts.findLast((one) => one.type === 'task-changed');
  if (last !== undefined && overStates.has(last.task.state)) {
    facts.push(...forgetFault(house, last.task), ...closeSettledIncidents(house, now));
  }
  return { facts };
}

export function onTaskTime(house: House, id: string, now: number): Fact[] {
  const task = house.board.find(id);
  if (task?.state !== 'on-hold' || task.heldUntil === undefined || task.heldUntil > now) return [];
  const to = task.assignee === undefined ? 'open' : 'accepted';
  return [house.board.step(task, { step: 'resume', at: now, to, note: 'hold-ended' })];
}

/** Their word that a fault is over was a slip. */
function rememberFault(house: House, task: Task): Fact[] {
  const code = faultCodeOf(task.cause);
  const device = house.devices.get(task.device ?? '');
  const told = task.evidence.findLast((one) => one.data?.['code'] === code);
  if (code === undefined || device === undefined || told === undefined) return [];
  addFault(device, { code, message: String(told.data?.['message'] ?? ''), since: told.at });
  return [{ type: 'device-changed', device: describeDevice(device) }];
}

/** No device says that a fault is over: the engineer's word does. */
function forgetFault(house: House, task: Task): Fact[] {
  const code = faultCodeOf(task.cause);
  const device = house.devices.get(task.device ?? '');
  if (code === undefined || device === undefined || !clearFault(device, code)) return [];
  return [{ type: 'device-changed', device: describeDevice(device) }];
}
