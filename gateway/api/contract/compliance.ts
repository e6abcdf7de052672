// How often the promise was kept, with everything that a bare percentage hides: n, interval, coverage, and silence.
import { z } from 'zod';
import { tallyKeys } from '../../ports.ts';
import { Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { StandardId } from './standard.ts';

export const ComplianceRow = z
  .object({
    /** The day (`2026-03-01`, property's zone), space, floor, riser or standard. */
    key: z.string(),
    met: z.int(),
    missed: z.int(),
    excluded: z.int(),
    inconclusive: z.int(),
    /** Of draws: spaces with a hot-water sensor that gave no qualifying draw. Of service: cells that nobody can judge. */
    noEvidence: z.int(),
    /** met / (met + missed), 0 to 1; null without a qualifying draw. */
    rate: z.number().nullable(),
    /** Wilson 95 % interval of `rate`. */
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Share hot within the limit among judged draws and warm starts together. */
    guestRate: z.number().nullable(),
    /** How many draws `guestRate` stands on. */
    guestDraws: z.int(),
    /** Qualifying draws / all draws. */
    coverage: z.number().nullable(),
    /** Warm-up time, seconds. */
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    /** Draws, or promises of service; `excluded`, `inconclusive` and the guest's rate are of draws alone. */
    of: z.enum(['draws', 'service']),
  })
  .meta({ id: 'ComplianceRow' });
export type ComplianceRow = z.infer<typeof ComplianceRow>;

export const ComplianceQuery = PageQuery.extend(RangeQuery.shape).extend({
  /** Any version of it; unset: every outlet's primary standard. */
  standard: StandardId.optional(),
  by: z.enum(tallyKeys).default('standard'),
});

export const Compliance = z
  .object({
    from: Instant,
    to: Instant,
    by: z.enum(tallyKeys),
    items: z.array(ComplianceRow),
    next: z.string().nullable(),
  })
  .meta({ id: 'Compliance' });
export type Compliance = z.infer<typeof Compliance>;
