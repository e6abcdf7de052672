// Pictures of a task: which ones stand, and who may add one. The pictures themselves are the store's; the record holds their
// hash, so that each can be proven to be what was added.
import { type Decision, refuse } from '../decision.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import type { Task } from '../task.ts';
import { mayAct } from './perform-action.ts';
import { standing } from './take-back.ts';

export const mostPhotos = 3;

export interface TaskPhoto {
  /** SHA-256 of its bytes, hex. */
  readonly id: string;
  readonly at: number;
  readonly by: string;
}

/** Oldest first; those that were taken back are not among them. */
export function photosOf({ history }: Pick<Task, 'history'>): readonly TaskPhoto[] {
  return standing(history).flatMap(({ step, note, at, by }) =>
    step === 'photo' && note !== undefined ? [{ id: note, at, by }] : [],
  );
}

export function onAddPhoto(house: House, input: Extract<Input, { type: 'add-photo' }>, now: number): Decision {
  const task = house.board.find(input.task) ?? house.board.findJustOver(input.task, now);
  if (task === undefined) return refuse('unknown-task', `no task ${input.task} is open`, 'id');
  if (!mayAct(input.by, task)) return refuse('not-your-task', `task ${task.id} belongs to ${task.role}`);
  const photos = photosOf(task);
  if (photos.some(({ id }) => id === input.photo)) return { facts: [] };
  if (photos.length >= mostPhotos) return refuse('beyond-limit', `task ${task.id} has ${mostPhotos} photos already`);
  const { by, photo, tappedAt } = input;
  const step = {
    step: 'photo',
    at: now,
    by: by.name,
    note: photo,
    ...(tappedAt !== undefined && { tappedAt }),
  } as const;
  return { facts: [house.board.step(task, step)] };
}
