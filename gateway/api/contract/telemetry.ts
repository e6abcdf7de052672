// The readings of a device over time, downsampled with what the dots hide: minimum, mean and maximum.
import { z } from 'zod';
import { Instant, RangeQuery } from './instant.ts';

export const TelemetryQuery = RangeQuery.extend({
  /** Unset: every numeric reading of the kind. */
  reading: z.string().min(1).max(64).optional(),
  points: z.coerce.number().int().min(1).max(2000).default(300),
});

export const TelemetryPoint = z.object({
  /** Start of the interval. */
  at: Instant,
  min: z.number(),
  mean: z.number(),
  max: z.number(),
});

export const Telemetry = z
  .object({
    device: z.string(),
    from: Instant,
    to: Instant,
    series: z.array(z.object({ reading: z.string(), unit: z.string(), points: z.array(TelemetryPoint) })),
  })
  .meta({ id: 'Telemetry' });
export type Telemetry = z.infer<typeof Telemetry>;
