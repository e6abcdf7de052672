// A guest's request through any channel; it becomes a task.
import { z } from 'zod';
import { SpaceId } from './property.ts';
import { Task } from './task.ts';

export const NewRequest = z.strictObject({
  /** The caller's; a repeat changes nothing. */
  id: z.string().min(1).max(128),
  space: SpaceId,
  /** A word of the house: `towels`, `pillow`, `repair`. */
  request: z.string().trim().min(1).max(64),
  note: z.string().max(500).optional(),
  /** `phone`, `app`, `chat`, `speaker`, `front-desk`, … */
  channel: z.string().min(1).max(64),
});
export type NewRequest = z.infer<typeof NewRequest>;

export const TakenRequest = z
  .object({
    id: z.string(),
    /** Null where the task of a repeated request is no longer kept. */
    task: Task.nullable(),
  })
  .meta({ id: 'TakenRequest' });
export type TakenRequest = z.infer<typeof TakenRequest>;
