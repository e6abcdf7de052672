// The ledger of touchpoints: what happened, or failed to, with the evidence behind it.
import { z } from 'zod';
import { touchpointIds, touchpointOutcomes } from '../../domain/touchpoint.ts';
import { GivenInstant, Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { SpaceId } from './property.ts';
import { namesNobody, StayReference } from './stay-reference.ts';

export const TouchpointId = z.enum(touchpointIds);
export const TouchpointOutcome = z.enum(touchpointOutcomes);

export const Touchpoint = z
  .object({
    id: z.string(),
    at: Instant,
    /** The opaque reference of the PMS; null where no stay is matched. */
    stay: z.string().nullable(),
    /** Null where the event is evidence of supply and no touchpoint claims it. */
    touchpoint: TouchpointId.nullable(),
    type: z.string(),
    standard: z.string().nullable(),
    /** Null where nothing is promised about a single event. */
    outcome: TouchpointOutcome.nullable(),
    seconds: z.number().nullable(),
    /** Litres or °C, by type. */
    value: z.number().nullable(),
    /** Null where no single place is meant. */
    space: z.string().nullable(),
    floor: z.string().nullable(),
    /** `device:tea-l1`, `user:li`, `token:pms`. */
    source: z.string(),
    evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'Touchpoint' });
export type Touchpoint = z.infer<typeof Touchpoint>;

export const TouchpointsQuery = PageQuery.extend(RangeQuery.shape).extend({
  touchpoint: TouchpointId.optional(),
  outcome: TouchpointOutcome.optional(),
  /** The opaque reference of the PMS. */
  stay: StayReference.optional(),
});

const Detail = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

/** What no device can see. */
export const NewTouchpoint = z.strictObject({
  /** The caller's; a repeat changes nothing. */
  id: z.string().min(1).max(128),
  touchpoint: TouchpointId,
  /** A word of the house: `tea-served`, `message-sent`, `milk-ready`, `posted`, `answered`. */
  type: z.string().min(1).max(64),
  at: GivenInstant,
  stay: StayReference.optional(),
  space: SpaceId.optional(),
  /** Never who the guest is. */
  data: z
    .record(z.string().min(1).max(64), Detail)
    .refine((data) => Object.keys(data).length <= 20, 'expected at most 20 fields')
    .refine(namesNobody, 'expected no names or addresses of guests: the hub keeps none')
    .optional(),
});
export type NewTouchpoint = z.infer<typeof NewTouchpoint>;

export const TakenTouchpoint = z.object({ id: z.string(), repeat: z.boolean() }).meta({ id: 'TakenTouchpoint' });
