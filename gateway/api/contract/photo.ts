// Pictures of a task. They come shrunk by the page; no people, no belongings.
import { z } from 'zod';
import { GivenInstant } from './instant.ts';
import { TaskParams } from './task.ts';

/** A page shrinks a photo to this before it sends it. */
export const photoLimits = { bytes: 300 * 1024, pixels: 1600 } as const;

/** The phone's time at the tap. */
export const PhotoQuery = z.strictObject({ at: GivenInstant.optional() });

/** SHA-256 of what the hub keeps, hex. */
export const PhotoParams = TaskParams.extend({ photo: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits') });
