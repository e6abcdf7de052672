// What could not be delivered and never will be, kept so that an engineer can see what it was.
import { z } from 'zod';

export const SetAside = z
  .object({
    count: z.int(),
    /** The latest first. */
    items: z.array(
      z.object({
        /** Who could not take it: `influxdb`, or the hub's own `ledger`. */
        projection: z.string(),
        /** In the words of who refused it. */
        reason: z.string(),
        /** As it would have been delivered, JSON. */
        content: z.string(),
      }),
    ),
  })
  .meta({ id: 'SetAside' });
export type SetAside = z.infer<typeof SetAside>;

export const SetAsideQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
