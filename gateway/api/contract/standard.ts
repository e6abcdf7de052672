// The house's promises: those on hot water with every number that draws are judged by, and those of service, of four kinds.
// A change makes a new version; old verdicts keep theirs.
import { z } from 'zod';
import { measuringPoints } from '../../domain/property.ts';
import { touchpointIds } from '../../domain/touchpoint.ts';
import { Instant } from './instant.ts';

/** The part of a standard that people know it by. Units: °C, seconds. */
export const StandardPromise = z.object({
  point: z.enum(measuringPoints),
  target: z.number().min(0).max(90),
  /** True where the water must get colder than the target (cold branch). */
  below: z.boolean(),
  limit: z.number().positive().max(3600),
  /** Up to `limit` acceptable, up to this marginal, beyond it unacceptable. */
  marginal: z.number().positive().max(3600).nullable(),
  /** The share of judged draws that must meet it, 0 to 1. */
  targetShare: z.number().min(0).max(1),
  /** Where the figure comes from. */
  source: z.string().max(500),
});
export type StandardPromise = z.infer<typeof StandardPromise>;

/** How a draw is cut and read; docs/warm-up.md gives each default. Units: L/min, seconds, °C, K, K/s. */
const Reading = z.object({
  startFlow: z.number().positive(),
  stopFlow: z.number().positive(),
  stopHold: z.number().min(0),
  leastSamples: z.int().min(1),
  leastSeconds: z.number().min(0),
  coldStartWindow: z.number().positive(),
  coldStart: z.number(),
  hold: z.number().min(0),
  holdBand: z.number().min(0),
  chainWithin: z.number().min(0),
  leastFlow: z.number().min(0),
  fastestChange: z.number().positive(),
  frozenAfter: z.number().positive(),
});

export const StandardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected [a-z0-9][a-z0-9-]{0,62}');
export const StandardParams = z.object({ id: StandardId });

export const Standard = z
  .object({
    id: z.string(),
    version: z.int().min(1),
    /** What it is about: a reading of draws within limits. */
    kind: z.literal('measure'),
    of: z.literal('draws'),
    ...StandardPromise.shape,
    ...Reading.shape,
  })
  .meta({ id: 'Standard' });
export type Standard = z.infer<typeof Standard>;

/** What is not given stays as it is in the current version; a new standard says `target` and `limit`, the rest is as in `house-10s`. */
export const StandardChange = z
  .strictObject({ ...StandardPromise.shape, ...Reading.shape })
  .partial()
  .meta({ id: 'StandardChange' });
export type StandardChange = z.infer<typeof StandardChange>;

/** A promise of service. The fields beside these are those of its kind: within, measure, available, done-by. */
export const ServiceStandard = z
  .looseObject({
    id: z.string(),
    version: z.int().min(1),
    kind: z.enum(['within', 'measure', 'available', 'done-by']),
    of: z.literal('service'),
    touchpoint: z.enum(touchpointIds).nullable(),
    promise: z.string(),
    enabled: z.boolean(),
    /** It is on, and the property has what it needs: else nothing is judged by it. */
    offered: z.boolean(),
    /** What was due before is not judged by it; null for what ships. */
    since: Instant.nullable(),
    targetShare: z.number(),
    owner: z.string(),
    source: z.string(),
  })
  .meta({ id: 'ServiceStandard' });
export type ServiceStandard = z.infer<typeof ServiceStandard>;

export const AnyStandard = z.discriminatedUnion('of', [Standard, ServiceStandard]);
export type AnyStandard = z.infer<typeof AnyStandard>;

/** Of a promise of service: what differs, `null` takes a field away; a new one names its `kind`. */
export const AnyStandardChange = z
  .looseObject({
    /** The one that the caller saw, 0 where there was none; another in force is a 409, `stale-version`. */
    version: z.int().min(0).optional(),
  })
  .meta({
    description: 'The version that the caller saw, and the fields of a StandardChange or those of a promise of service',
  });
