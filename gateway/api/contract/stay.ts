// Stays as the hotel's own system tells of them, and as the hub shows them: a strip of twelve, never a name.
import { z } from 'zod';
import { stayEventTypes } from '../../domain/stays/stay-event.ts';
import { GivenInstant, Instant, RangeQuery } from './instant.ts';
import { PageQuery } from './page.ts';
import { SpaceId } from './property.ts';
import { namesNobody, StayReference } from './stay-reference.ts';
import { Touchpoint, TouchpointId, TouchpointOutcome } from './touchpoint.ts';

export const stayStates = ['expected', 'in-house', 'departed', 'void'] as const;

/** Codes of the house, such as `{"sleep-drink": "milk"}`. */
const Preferences = z
  .record(z.string().min(1).max(64), z.union([z.string().max(64), z.number(), z.boolean()]))
  .refine((one) => Object.keys(one).length <= 20, 'expected at most 20 preferences')
  .refine(namesNobody, 'expected no names or addresses of guests: the hub keeps none');

/** Fields that are not known are dropped unread: a system may tell more than the hub may keep. */
export const NewStayEvent = z.object({
  /** The sender's; a repeat changes nothing. */
  id: z.string().min(1).max(128),
  type: z.enum(stayEventTypes, `expected one of ${stayEventTypes.join(', ')}`),
  at: GivenInstant,
  stay: StayReference,
  space: SpaceId.optional(),
  expectedArrivalAt: GivenInstant.optional(),
  expectedDepartureAt: GivenInstant.optional(),
  preferences: Preferences.optional(),
  /** How many guests: each is expected to take a cup, and a bottle. */
  partySize: z.int().min(1).max(100).optional(),
});
export type NewStayEvent = z.infer<typeof NewStayEvent>;

export const TakenStayEvent = z
  .object({ id: z.string(), /** The id was seen before, and nothing changed. */ repeat: z.boolean() })
  .meta({ id: 'TakenStayEvent' });

export const StripCell = z.object({
  touchpoint: TouchpointId,
  /** Null: nothing was promised, or nothing is due yet. */
  outcome: TouchpointOutcome.nullable(),
});
export type StripCell = z.infer<typeof StripCell>;

export const Stay = z
  .object({
    /** The opaque reference of the PMS. */
    stay: z.string(),
    state: z.enum(stayStates),
    /** The room now, or the last one. */
    space: z.string().nullable(),
    expectedArrivalAt: Instant.nullable(),
    expectedDepartureAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    checkedInAt: Instant.nullable(),
    checkedOutAt: Instant.nullable(),
    /** The twelve touchpoints, in the order of a stay. */
    strip: z.array(StripCell),
  })
  .meta({ id: 'Stay' });
export type Stay = z.infer<typeof Stay>;

/** With the proof behind every cell, and all that was told of the stay. */
export const StayWithProof = Stay.extend({ cells: z.array(Touchpoint), events: z.array(Touchpoint) }).meta({
  id: 'StayWithProof',
});
export type StayWithProof = z.infer<typeof StayWithProof>;

export const StaysQuery = PageQuery.extend(RangeQuery.shape).extend({
  state: z.enum(stayStates, `expected one of ${stayStates.join(', ')}`).optional(),
  /** A room that the stay was given at any time. */
  space: z.string().max(63).optional(),
  /** Only stays with a missed touchpoint; a page may then hold fewer than `limit` though there are more. */
  missed: z.stringbool().optional(),
});
export const StayParams = z.object({ id: StayReference });
