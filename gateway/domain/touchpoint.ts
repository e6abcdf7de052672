// One thing that happened, or failed to, at one of the twelve touchpoints of a stay.
import type { SpaceId } from './property.ts';

/** In the order of a stay; standards/stay-presets.ts has the promises. */
export const touchpointIds = [
  'booking',
  'arrival',
  'room-first-look',
  'first-contact',
  'breakfast',
  'waiting',
  'snack',
  'departure',
  'review',
  'afterthought',
  'recommendation',
  'rebooking',
] as const;
export type TouchpointId = (typeof touchpointIds)[number];

export const touchpointOutcomes = ['met', 'missed', 'no-evidence'] as const;
export type TouchpointOutcome = (typeof touchpointOutcomes)[number];

export interface TouchpointEvent {
  /** Of the source: device event id prefixed by the device, request id, or the caller's id. */
  readonly id: string;
  /** Device clock where it is plausible, else arrival. Unix ms. */
  readonly at: number;
  /** Unset where the event is evidence of supply and no touchpoint claims it (a water bottle in the gym). */
  readonly touchpoint?: TouchpointId;
  /** `dispensed`, `refilled`, `request`, … */
  readonly type: string;
  /** The hub's key of the stay that it belongs to. */
  readonly stay?: string;
  /** The sender's opaque reference of that stay; absent from the log of facts, so that it can be erased. */
  readonly stayReference?: string;
  /** Unset where no single place is meant: a promise to the house's guests, a review. */
  readonly space?: SpaceId;
  readonly floor?: string;
  /** `device:tea-l1`, `user:li`, `token:pms`. */
  readonly source: string;
  /** Unset where nothing is promised about a single event. */
  readonly outcome?: TouchpointOutcome;
  readonly standard?: string;
  /** Seconds, where the touchpoint is about time. */
  readonly seconds?: number;
  /** The measured value: volume in litres, temperature in °C. */
  readonly value?: number;
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
  /** Who told it took it back then, Unix ms: nothing is judged by it any more. Its type says so too: `request-answered-taken-back`. */
  readonly takenBackAt?: number;
}
