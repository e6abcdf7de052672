// The batteries of the house, and when each will be empty.
import { z } from 'zod';
import { Instant } from './instant.ts';

export const Battery = z
  .object({
    device: z.string(),
    /** As last told, %. */
    percent: z.number(),
    /** From how it fell in the last 30 days; null where that says nothing. */
    endsAt: Instant.nullable(),
  })
  .meta({ id: 'Battery' });
export type Battery = z.infer<typeof Battery>;

export const Batteries = z.object({ items: z.array(Battery) });
