// Commissioning: the probe's time constant found from a step that an engineer made (probe from cold to hot water at once).
import { z } from 'zod';
import { GivenInstant, Instant } from './instant.ts';

export const StepTestCall = z.strictObject({
  /** When the test began: the recorded samples from then on are used. */
  from: GivenInstant,
  /** Unset: until now. */
  to: GivenInstant.optional(),
  /** False only measures; true also keeps tau in the sensor's record, with date and person. */
  keep: z.boolean().default(true),
});
export type StepTestCall = z.infer<typeof StepTestCall>;

export const StepTestResult = z
  .object({
    device: z.string(),
    /** Seconds. */
    tau: z.number(),
    /** Temperatures before and after the step, °C. */
    fromTemperature: z.number(),
    toTemperature: z.number(),
    /** Root mean square distance of the samples from the fitted curve, K. */
    residual: z.number(),
    samples: z.int(),
    kept: z.boolean(),
    by: z.string(),
    at: Instant,
  })
  .meta({ id: 'StepTestResult' });
export type StepTestResult = z.infer<typeof StepTestResult>;
