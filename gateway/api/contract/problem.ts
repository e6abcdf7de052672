// What every refusal looks like: RFC 9457, with the offending fields, as application/problem+json.
import { z } from 'zod';
import { Task } from './task.ts';

export const Problem = z
  .object({
    /** `about:blank` where the status says it all, else a short tag of this API: `stale-version`. */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** The fields that are wrong, as paths into the body or the query: `samples.0.at`. */
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    /** A stale version or a wrong state: the task as it is. */
    task: Task.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
