// The cause that several tasks share.
import { z } from 'zod';
import { incidentKinds } from '../../domain/incident.ts';
import { Instant } from './instant.ts';
import { PageQuery } from './page.ts';

export const Incident = z
  .object({
    id: z.string(),
    kind: z.enum(incidentKinds),
    /** The riser, the floor, or the property's id. */
    subject: z.string(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
    reasoning: z.string(),
    spaces: z.array(z.string()),
    devices: z.array(z.string()),
    tasks: z.array(z.string()),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const IncidentsQuery = PageQuery.extend({
  /** Unset: open and closed ones. */
  open: z.stringbool().optional(),
});
