// What staff gave a guest to make good.
import { z } from 'zod';
import { recoveryKinds } from '../../domain/dispatch/dispatch-rules.ts';
import { GivenInstant, Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { SpaceId } from './property.ts';
import { StayReference } from './stay-reference.ts';

export const NewRecovery = z.strictObject({
  /** The caller's; a repeat changes nothing. */
  id: z.string().min(1).max(128),
  /** Unset: of whoever is in the room. */
  stay: StayReference.optional(),
  space: SpaceId,
  kind: z.enum(recoveryKinds),
  /** In the currency of the house. */
  amount: z.number().min(0).max(1_000_000).optional(),
  /** Late check-out: until when. */
  until: GivenInstant.optional(),
  /** Why; never who the guest is. */
  reason: z.string().trim().min(1).max(200),
});
export type NewRecovery = z.infer<typeof NewRecovery>;

export const Recovery = z
  .object({
    id: z.string(),
    at: Instant,
    by: z.string(),
    kind: z.enum(recoveryKinds),
    space: z.string(),
    floor: z.string().nullable(),
    /** Null where no stay was known, or its reference is erased. */
    stay: z.string().nullable(),
    amount: z.number(),
    until: Instant.nullable(),
    /** Null where it was erased with its stay. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Recovery' });
export type Recovery = z.infer<typeof Recovery>;

export const RecoveriesQuery = PageQuery.extend({ ...RangeQuery.shape, stay: StayReference.optional() });
