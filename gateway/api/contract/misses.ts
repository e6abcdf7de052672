// Where and when promises were missed: the heatmap of one of them, and what ate the error budget of each.
import { z } from 'zod';
import { Instant, RangeQuery } from './instant.ts';
import { StandardId } from './standard.ts';

export const heatmapRows = ['hour', 'floor'] as const;

export const HeatmapQuery = RangeQuery.extend({
  /** Any version of it; unset: every outlet's primary standard of hot water. */
  standard: StandardId.optional(),
  rows: z.enum(heatmapRows).default('hour'),
});

export const HeatmapCell = z
  .object({
    /** The day of the property's zone, `2026-03-01`. */
    day: z.string(),
    /** The hour of the clock on the wall, `00` to `23`, or the floor, empty where none is set. */
    row: z.string(),
    met: z.int(),
    missed: z.int(),
    /** Draws that say nothing, cells that nobody can judge. */
    unjudged: z.int(),
  })
  .meta({ id: 'HeatmapCell' });
export type HeatmapCell = z.infer<typeof HeatmapCell>;

export const Heatmap = z
  .object({ from: Instant, to: Instant, rows: z.enum(heatmapRows), items: z.array(HeatmapCell) })
  .meta({ id: 'Heatmap' });
export type Heatmap = z.infer<typeof Heatmap>;

export const missKeys = ['space', 'floor', 'riser', 'hour', 'day', 'cause'] as const;
export const MissKey = z.enum(missKeys);
export type MissKey = z.infer<typeof MissKey>;

export const MissesQuery = RangeQuery.extend({
  /** Any version of it; unset: all promises of service, and each outlet's primary standard of hot water. */
  standard: StandardId.optional(),
});

export const MissShare = z
  .object({
    by: MissKey,
    /** A space, floor, riser, hour of the clock, day, or a coded cause such as `late` or `nothing-told`. */
    key: z.string(),
    missed: z.int(),
    /** Of all misses of the standard, 0 to 1. */
    share: z.number(),
  })
  .meta({ id: 'MissShare' });
export type MissShare = z.infer<typeof MissShare>;

export const Misses = z
  .object({
    from: Instant,
    to: Instant,
    items: z.array(
      z.object({
        /** Without its version. */
        standard: z.string(),
        missed: z.int(),
        /** The five largest of each kind, the largest first. */
        shares: z.array(MissShare),
      }),
    ),
  })
  .meta({ id: 'Misses' });
export type Misses = z.infer<typeof Misses>;
