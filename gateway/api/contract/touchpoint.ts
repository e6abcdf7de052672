// The ledger of touchpoints: what happened, or failed to, with the evidence behind it.
import { z } from 'zod';
import { touchpointIds, touchpointOutcomes } from '../../domain/touchpoint.ts';
import { GivenInstant, Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { SpaceId } from './property.ts';
import { ServiceStandard } from './standard.ts';
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
  /** The cells of a standard, any version. */
  standard: z.string().max(63).optional(),
  space: z.string().max(63).optional(),
  /** Of floor and riser, an empty one means: none is set. */
  floor: z.string().max(63).optional(),
  riser: z.string().max(63).optional(),
});

/** Ids of cells hold those of a standard and of a stay. */
export const TouchpointParams = z.object({ id: z.string().min(1).max(250) });

/** One row of the ledger with its proof: what was told, under which promise it was judged, and what stood there before. */
export const TouchpointWithProof = Touchpoint.extend({
  /** The events that the evidence names. */
  told: z.array(Touchpoint),
  /** The promise in the version that judged it; null for what happened and was not judged. */
  promise: ServiceStandard.nullable(),
  /** Everything that the hub said of it, the oldest first, by when it said so; the last is in force. */
  said: z.array(
    Touchpoint.pick({ type: true, outcome: true, standard: true, seconds: true, value: true, evidence: true }).extend({
      saidAt: Instant,
    }),
  ),
}).meta({ id: 'TouchpointWithProof' });
export type TouchpointWithProof = z.infer<typeof TouchpointWithProof>;

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
