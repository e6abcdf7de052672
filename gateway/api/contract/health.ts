// Whether the hub is alive, and whether it can do its work.
import { z } from 'zod';

export const Health = z.object({ status: z.literal('alive') }).meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

export const ReadinessReport = z
  .object({
    ready: z.boolean(),
    /** `broker`, `store`, `history`; `detail` says what is wrong. */
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string().nullable() })),
  })
  .meta({ id: 'ReadinessReport' });
export type ReadinessReport = z.infer<typeof ReadinessReport>;
