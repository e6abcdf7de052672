// One draw and its verdict. Units: seconds, litres, °C, L/min.
import { z } from 'zod';
import { drawOutcomes, exclusionReasons } from '../../domain/draw.ts';
import { Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { StandardPromise } from './standard.ts';

export const DrawOutcome = z.enum(drawOutcomes);
export const ExclusionReason = z.enum(exclusionReasons);

export const DrawVerdict = z.object({
  outcome: DrawOutcome,
  reason: ExclusionReason.nullable(),
  /** Flowed past the limit and never got hot: the miss is certain, the time unknown. */
  censored: z.boolean(),
  /** Warm-up time; null where the water never got hot or the draw says nothing about it. */
  seconds: z.number().nullable(),
  uncertainty: z.number(),
  /** Id and version: `house-10s@1`. */
  standard: z.string(),
});
export type DrawVerdict = z.infer<typeof DrawVerdict>;

export const Draw = DrawVerdict.extend({
  id: z.string(),
  device: z.string(),
  space: z.string(),
  floor: z.string().nullable(),
  riser: z.string().nullable(),
  /** The flow edge. */
  startedAt: Instant,
  /** Null while the tap runs. */
  endedAt: Instant.nullable(),
  /** Litres to hot, or drawn where it never got hot; null without a flow meter. */
  litres: z.number().nullable(),
  meanFlow: z.number().nullable(),
  startTemperature: z.number().nullable(),
  /** Flowing seconds carried over from unfinished cold tries. */
  chainedSeconds: z.number(),
  /** Under the other standards that this outlet is judged by. */
  otherVerdicts: z.array(DrawVerdict),
  judgedAt: Instant,
  /** Noticed after the verdict was final: `data-gap`, `sensor-fault`, `low-flow`. */
  notes: z.array(z.string()),
  staffTest: z.boolean(),
}).meta({ id: 'Draw' });
export type Draw = z.infer<typeof Draw>;

export const CurvePoint = z.object({
  /** Seconds from the flow edge; negative just before it. */
  s: z.number(),
  temperature: z.number().nullable(),
  /** Corrected for the probe's lag; null where nothing is corrected. */
  corrected: z.number().nullable(),
  flow: z.number().nullable(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

export const DrawWithCurve = Draw.extend({
  curve: z.array(CurvePoint),
  /** The numbers of the standard that judged it, as they were then. */
  promise: StandardPromise.nullable(),
}).meta({ id: 'DrawWithCurve' });
export type DrawWithCurve = z.infer<typeof DrawWithCurve>;

/** What a draw is read beside. */
export const DrawBeside = z
  .object({
    /** Ids of the outlet's draws just before and after; null where there is none. */
    previous: z.string().nullable(),
    next: z.string().nullable(),
    /** The median of the outlet's latest draws up to this one, at most 20; no points where fewer than 3 have a curve. */
    usual: z.object({ draws: z.int(), curve: z.array(z.object({ s: z.number(), temperature: z.number() })) }),
    /** From here on the water of a mixed outlet scalds, °C; null at other points. */
    scald: z.number().nullable(),
  })
  .meta({ id: 'DrawBeside' });
export type DrawBeside = z.infer<typeof DrawBeside>;

export const DrawsQuery = PageQuery.extend(RangeQuery.shape).extend({
  outcome: DrawOutcome.optional(),
  space: z.string().max(63).optional(),
  /** Of floor and riser, an empty one means: none is set. */
  floor: z.string().max(63).optional(),
  riser: z.string().max(63).optional(),
  device: z.string().max(63).optional(),
});

export const DrawParams = z.object({ id: z.string().min(1).max(200) });
