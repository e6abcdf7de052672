// A guest who does not want to be disturbed is not: what needs somebody in the room waits, priority one excepted, and comes
// back by itself, with the time that it could not be done added to its deadline.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { SpaceId } from '../property.ts';
import type { Task, TaskKind } from '../task.ts';
import { workAheadOf } from '../tasks/cause.ts';

/** The scenes that a room's panel says it with; every other scene ends it. */
export const doNotDisturb = 'do-not-disturb';

/** The guest asked for a request, and a recovery is a word at the desk. */
const needEntry: ReadonlySet<TaskKind> = new Set([
  'warm-up',
  'scald',
  'hygiene',
  'refill',
  'device-offline',
  'device-fault',
]);

/** What is brought to the bedside is brought into the room. */
function needsEntry({ kind, cause }: Task): boolean {
  return needEntry.has(kind) || workAheadOf(cause) !== undefined;
}

export function isUndisturbed(house: House, space: SpaceId): boolean {
  return [...house.devices.values()].some(
    ({ record, room }) => record.kind === 'room-controller' && record.space === space && room.scene === doNotDisturb,
  );
}

/** Holds the task where it must wait, takes it up where it need not any longer. */
export function respectDoNotDisturb(house: House, task: Task, now: number): Fact[] {
  if (task.heldFor === doNotDisturb) {
    if (task.priority === 1) return [takeUp(house, task, 'priority-one', now)];
    return isUndisturbed(house, task.space) ? [] : [takeUp(house, task, 'do-not-disturb-ended', now)];
  }
  const canWait = task.state === 'open' || task.state === 'accepted' || task.state === 'reopened';
  const isRoom = house.spaces.get(task.space)?.kind === 'room';
  if (!canWait || !isRoom || task.priority === 1 || !needsEntry(task)) return [];
  if (!isUndisturbed(house, task.space)) return [];
  return [house.board.step(task, { step: 'hold', at: now, to: 'on-hold', note: doNotDisturb, heldFor: doNotDisturb })];
}

function takeUp(house: House, task: Task, note: string, now: number): Fact {
  const heldAt = task.history.findLast(({ from, to }) => from !== to)?.at ?? now;
  return house.board.step(task, {
    step: 'resume',
    at: now,
    to: task.assignee === undefined ? 'open' : 'accepted',
    note,
    ...(task.dueAt !== undefined && note !== 'priority-one' && { dueAt: task.dueAt + (now - heldAt) }),
  });
}
