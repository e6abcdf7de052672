// Notes on periods beside what is on record, and the figures with and without what they set aside.
import { z } from 'zod';
import { correctionCategories } from '../../domain/corrections/correction.ts';
import { GivenInstant, Instant, RangeQuery } from './instant.ts';
import { StandardId } from './standard.ts';

const place = z.string().min(1).max(63);
const what = {
  category: z.enum(correctionCategories),
  reason: z
    .string()
    .min(3, 'expected why, in at least 3 characters')
    .max(300, 'expected why, in at most 300 characters'),
};

export const NewCorrection = z.strictObject({
  /** Full quarters of an hour. */
  from: GivenInstant,
  to: GivenInstant,
  ...what,
  /** Unset of each: all. */
  standard: StandardId.optional(),
  space: place.optional(),
  floor: place.optional(),
  riser: place.optional(),
});

export const Correction = z
  .object({
    id: z.string(),
    from: Instant,
    to: Instant,
    ...what,
    standard: z.string().nullable(),
    space: z.string().nullable(),
    floor: z.string().nullable(),
    riser: z.string().nullable(),
    /** `user:chen` */
    by: z.string(),
    at: Instant,
    /** Of sensor faults and an empty house; works and others explain, and leave a miss a miss. */
    setsAside: z.boolean(),
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof Correction>;

export const CorrectionsQuery = RangeQuery.extend({ standard: StandardId.optional() });
export const CorrectionParams = z.object({ id: z.string().min(1).max(64) });

const Count = z.object({ met: z.int(), missed: z.int() });

export const Corrections = z
  .object({
    from: Instant,
    to: Instant,
    /** Those that touch the range. */
    items: z.array(Correction),
    /** Of each standard of which something is set aside: the original stays beside the corrected. */
    figures: z.array(
      z.object({
        standard: z.string(),
        original: Count,
        setAside: Count,
        /** met / (met + missed) of the rest; null where nothing is left. */
        rate: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Corrections' });
export type Corrections = z.infer<typeof Corrections>;
