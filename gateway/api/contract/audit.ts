// Who did what to the hub: the audit log, which is part of the chain of the evidence.
import { z } from 'zod';
import { actionKinds } from '../../domain/noted-action.ts';
import { Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';

export const NotedAction = z
  .object({
    id: z.string(),
    at: Instant,
    /** `user:li`, `token:pms`, `hub`. */
    by: z.string(),
    action: z.enum(actionKinds),
    /** A user, a token, a device, a standard, a file; null where the action says it all. */
    subject: z.string().nullable(),
    /** The caller's network address; null for what the hub did itself. */
    from: z.string().nullable(),
    /** What changed; never a secret. */
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'NotedAction' });
export type NotedAction = z.infer<typeof NotedAction>;

export const AuditQuery = PageQuery.extend(RangeQuery.shape).extend({
  action: z.enum(actionKinds).optional(),
  by: z.string().min(1).max(200).optional(),
});

/** What the command line does beside the API, told afterwards. */
export const NewNotedAction = z.strictObject({
  action: z.enum(['evidence-exported', 'backed-up', 'restored', 'authority-made', 'certificate-renewed']),
  subject: z.string().min(1).max(1000).optional(),
  data: z
    .record(z.string().min(1).max(64), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
    .optional(),
});
