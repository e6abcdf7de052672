// Opening a task, or adding to the one that is open for the same cause; and closing it on proof.
import { findTarget } from '../dispatch/find-target.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Space, StaffRole } from '../property.ts';
import type { Task, TaskEvidence, TaskKind } from '../task.ts';
import { assignTask, dueAfterMs } from './assignment.ts';
import { deviceCanProve } from './cause.ts';

export interface Reason {
  readonly kind: TaskKind;
  readonly cause: string;
  readonly space: Space;
  readonly device?: Task['device'];
  readonly title: string;
  readonly priority: Task['priority'];
  /** Whose it is, where not as the house has it for the kind. */
  readonly role?: StaffRole;
  readonly evidence: TaskEvidence;
  readonly dueAt?: number;
  readonly incident?: string;
}

/**
 * A done task whose cause shows again is reopened, but not by evidence that it had before; an open one gets the evidence,
 * and the higher priority.
 */
export function openOrAdd(house: House, reason: Reason, now: number): Fact {
  const standing = house.board.byCause(reason.cause);
  if (standing === undefined) return openTask(house, reason, now);
  const priority = Math.min(standing.priority, reason.priority) as Task['priority'];
  const raised = priority < standing.priority;
  const shownAgain = standing.state === 'done' && !hasEvidence(standing, reason.evidence);
  return house.board.step(standing, {
    at: now,
    evidence: [reason.evidence],
    ...(raised && { priority }),
    ...((raised || reason.dueAt !== undefined) && {
      dueAt: Math.min(standing.dueAt ?? Number.POSITIVE_INFINITY, reason.dueAt ?? due(house, reason, priority, now)),
    }),
    ...(shownAgain
      ? { step: 'reopen', to: 'reopened', note: 'shown-again-by-device' }
      : { step: raised ? 'raise-priority' : 'add-evidence' }),
  });
}

/** Whether this is on the task already: a draw is told at the limit and again when the tap closes. */
export function hasEvidence(task: Task, evidence: Pick<TaskEvidence, 'id' | 'type'>): boolean {
  return evidence.id !== undefined && task.evidence.some((one) => one.id === evidence.id && one.type === evidence.type);
}

function openTask(house: House, reason: Reason, now: number): Fact {
  const { kind, cause, space, device, title, priority, role, evidence, incident } = reason;
  const work = {
    kind,
    ...assignTask(kind, space, house.rules, role),
    ...(space.floor !== undefined && { floor: space.floor }),
  };
  return house.board.open(
    {
      ...work,
      cause,
      title,
      priority,
      space: space.id,
      evidence: [evidence],
      dueAt: reason.dueAt ?? due(house, reason, priority, now),
      dispatchedTo: findTarget(house.dispatch, work, now),
      ...(device !== undefined && { device }),
      ...(incident !== undefined && { incident }),
    },
    now,
  );
}

function due(house: House, reason: Reason, priority: Task['priority'], now: number): number {
  return now + dueAfterMs(reason.kind, priority, house.dispatch.plan.rules.deadlines);
}

/**
 * The device shows that the cause is gone: nobody has taken the task, so it solved itself; somebody says it is done, so it
 * is verified; somebody is at it, so the proof waits for their word.
 */
export function prove(house: House, cause: string, proof: TaskEvidence, now: number): Fact[] {
  const task = house.board.byCause(cause);
  if (task === undefined || proof.at <= lastTroubleAt(task)) return [];
  const evidence = [{ ...proof, data: { ...proof.data, proof: true } }];
  switch (task.state) {
    case 'open':
      return [house.board.step(task, { step: 'cancel', at: now, to: 'cancelled', note: 'solved-itself', evidence })];
    case 'done':
      return [
        house.board.step(task, { step: 'verify', at: now, to: 'verified', note: 'verified-by-device', evidence }),
      ];
    default:
      return isProven(task) ? [] : [house.board.step(task, { step: 'add-evidence', at: now, evidence })];
  }
}

/** What was told does not hold after all. Where the task rests on nothing else, nobody needs to come. */
export function withdraw(house: House, cause: string, told: TaskEvidence, now: number): Fact[] {
  const task = house.board.byCause(cause);
  if (task === undefined || !hasEvidence(task, told)) return [];
  const evidence = [{ ...told, data: { ...told.data, withdrawn: true } }];
  const otherTrouble = troubles(task).some((one) => one.id !== told.id);
  if (!otherTrouble && task.state === 'open') {
    return [house.board.step(task, { step: 'cancel', at: now, to: 'cancelled', note: 'withdrawn', evidence })];
  }
  if (!otherTrouble && task.state === 'done') {
    return [house.board.step(task, { step: 'verify', at: now, to: 'verified', note: 'withdrawn', evidence })];
  }
  return [house.board.step(task, { step: 'add-evidence', at: now, evidence })];
}

/** After `complete`: verified at once where no device can confirm, or where the proof came before the word. */
export function verifyIfProven(house: House, task: Task, now: number): Fact[] {
  if (task.state !== 'done') return [];
  if (!deviceCanProve(task.cause)) {
    return [house.board.step(task, { step: 'verify', at: now, to: 'verified', note: 'no-device' })];
  }
  if (!isProven(task)) return [];
  return [house.board.step(task, { step: 'verify', at: now, to: 'verified', note: 'verified-by-device' })];
}

function troubles(task: Task): readonly TaskEvidence[] {
  return task.evidence.filter((one) => !one.data?.['proof'] && !one.data?.['withdrawn']);
}

function lastTroubleAt(task: Task): number {
  return Math.max(...troubles(task).map((one) => one.at));
}

function isProven(task: Task): boolean {
  const troubleAt = lastTroubleAt(task);
  if (troubleAt === Number.NEGATIVE_INFINITY) return true;
  return task.evidence.some((one) => one.data?.['proof'] === true && one.at > troubleAt);
}
