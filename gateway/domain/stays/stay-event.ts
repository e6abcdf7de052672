// What a hotel's own system says of a stay. Events come in any order, twice, late and contradicting; their place in a stay is
// decided by what they say, never by when they arrived.
import type { SpaceId } from '../property.ts';

/** In the order of a stay: at the same instant the earlier one comes first. */
export const stayEventTypes = [
  'reserved',
  'changed',
  'cancelled',
  'no-show',
  'arrived',
  'check-in-started',
  'room-assigned',
  'checked-in',
  'room-moved',
  'check-out-started',
  'checked-out',
] as const;
export type StayEventType = (typeof stayEventTypes)[number];

/** What a guest wishes, as codes of the house: `{"sleep-drink": "milk", "gym-drink": true}`. Never who the guest is. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;

export interface StayEvent {
  /** The sender's; a repeat changes nothing. */
  readonly id: string;
  readonly type: StayEventType;
  /** As the sender's clock had it, Unix ms. */
  readonly at: number;
  readonly space?: SpaceId;
  readonly expectedArrivalAt?: number;
  readonly expectedDepartureAt?: number;
  readonly preferences?: Preferences;
  /** How many guests; each has a cup of their own. */
  readonly partySize?: number;
}

const precedence = new Map(stayEventTypes.map((type, index) => [type, index]));

/** The one order in which events make a stay: by their instant, at one instant by their type, then by id. */
export function byPlaceInStay(one: StayEvent, other: StayEvent): number {
  return (
    one.at - other.at ||
    (precedence.get(one.type) ?? 0) - (precedence.get(other.type) ?? 0) ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}
