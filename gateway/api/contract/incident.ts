// The cause that several tasks share, with the reasoning behind it: in English words, and as codes for pages.
import { z } from 'zod';
import { incidentKinds, incidentParts, incidentReasons, incidentShapes } from '../../domain/incident.ts';
import { Instant } from './instant.ts';
import { PageQuery } from './page.ts';

export const SharedCause = z.object({
  kind: z.enum(incidentKinds),
  /** The riser, the floor, the room, or the property's id. */
  subject: z.string(),
  /** How slow water shows; null for silent devices. */
  shape: z.enum(incidentShapes).nullable(),
  /** Where to look first. */
  part: z.enum(incidentParts).nullable(),
});
export type SharedCause = z.infer<typeof SharedCause>;

export const IncidentReason = z.object({
  code: z.enum(incidentReasons),
  /** Counts, litres, L/min, and clock times of the property such as `05:30`. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type IncidentReason = z.infer<typeof IncidentReason>;

export const Incident = z
  .object({
    id: z.string(),
    ...SharedCause.shape,
    openedAt: Instant,
    closedAt: Instant.nullable(),
    /** The first miss or silence that belongs to it. */
    since: Instant,
    /** The larger incident that took this one in. */
    mergedInto: z.string().nullable(),
    /** In English. */
    reasoning: z.string(),
    reasons: z.array(IncidentReason),
    spaces: z.array(z.string()),
    devices: z.array(z.string()),
    tasks: z.array(z.string()),
    /** The draws that show it, the latest 100. */
    draws: z.array(z.string()),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const IncidentsQuery = PageQuery.extend({
  /** Unset: open and closed ones. */
  open: z.stringbool().optional(),
  kind: z.enum(incidentKinds).optional(),
  subject: z.string().max(63).optional(),
});
