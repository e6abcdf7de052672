// A stay is a fold over the set of its events: the same set makes the same stay, in whatever order it came in.
import type { SpaceId } from '../property.ts';
import { byPlaceInStay, type Preferences, type StayEvent } from './stay-event.ts';

/** Instants of a stay that a standard can hang on, in their order. */
export const stayMoments = [
  'reserved',
  'expected-arrival',
  'arrived',
  'check-in-started',
  'room-assigned',
  'checked-in',
  'expected-departure',
  'check-out-started',
  'checked-out',
] as const;
export type StayMoment = (typeof stayMoments)[number];

/** Facts that the house wants to know before the guest comes. */
export const knowables = ['expected-arrival', 'preferences'] as const;
export type Knowable = (typeof knowables)[number];

/** As it is stored: all else is derived. */
export interface StayRecord {
  /** The hub's own name of the stay: facts hold this one alone, so that the reference can be erased. */
  readonly key: string;
  /** The opaque reference of the sender; absent from the log of facts. */
  readonly reference: string;
  readonly events: readonly StayEvent[];
}

export interface Stay {
  readonly key: string;
  readonly reference: string;
  /** `void`: cancelled or a no-show. */
  readonly state: 'expected' | 'in-house' | 'departed' | 'void';
  readonly moments: Readonly<Partial<Record<StayMoment, number>>>;
  /** The rooms of the stay, each from the instant at which it was given. */
  readonly rooms: readonly { readonly space: SpaceId; readonly from: number }[];
  readonly preferences: Preferences;
  /** As it was told last; one where nobody said. */
  readonly partySize: number;
  /** Since when each was known, Unix ms. */
  readonly knownSince: Readonly<Partial<Record<Knowable, number>>>;
  readonly firstHeardAt: number;
  readonly lastAt: number;
}

type Draft = {
  moments: Partial<Record<StayMoment, number>>;
  rooms: { space: SpaceId; from: number }[];
  preferences: Preferences;
  partySize: number;
  knownSince: Partial<Record<Knowable, number>>;
  isVoid: boolean;
};

export function foldStay({ key, reference, events }: StayRecord): Stay {
  const draft: Draft = { moments: {}, rooms: [], preferences: {}, partySize: 1, knownSince: {}, isVoid: false };
  const ordered = events.toSorted(byPlaceInStay);
  for (const event of ordered) take(draft, event);
  const { moments, isVoid, ...rest } = draft;
  return {
    key,
    reference,
    state: isVoid ? 'void' : stateOf(moments),
    moments,
    ...rest,
    firstHeardAt: ordered[0]?.at ?? 0,
    lastAt: ordered.at(-1)?.at ?? 0,
  };
}

function stateOf(moments: Draft['moments']): Stay['state'] {
  if (moments['checked-out'] !== undefined) return 'departed';
  return isPresent(moments) ? 'in-house' : 'expected';
}

function isPresent({ arrived, 'check-in-started': started, 'checked-in': checkedIn }: Draft['moments']): boolean {
  return arrived !== undefined || started !== undefined || checkedIn !== undefined;
}

function take(draft: Draft, event: StayEvent): void {
  takeExpectations(draft, event);
  const { moments } = draft;
  switch (event.type) {
    case 'reserved':
      moments.reserved ??= event.at;
      draft.isVoid = false;
      break;
    case 'cancelled':
    case 'no-show':
      // Who is in the house has come: no message can undo that.
      if (!isPresent(moments)) draft.isVoid = true;
      break;
    case 'arrived':
    case 'check-in-started':
    case 'checked-in':
      draft.isVoid = false;
      // A guest who is in the house again has not left.
      delete moments['check-out-started'];
      delete moments['checked-out'];
      moments[event.type] ??= event.at;
      break;
    case 'room-assigned':
      moments['room-assigned'] ??= event.at;
      break;
    case 'check-out-started':
      moments['check-out-started'] ??= event.at;
      break;
    case 'checked-out':
      moments['checked-out'] ??= event.at;
      break;
    case 'changed':
    case 'room-moved':
      break;
  }
}

function takeExpectations(draft: Draft, event: StayEvent): void {
  const { at, space, expectedArrivalAt, expectedDepartureAt, preferences, partySize } = event;
  if (expectedArrivalAt !== undefined) {
    draft.moments['expected-arrival'] = expectedArrivalAt;
    draft.knownSince['expected-arrival'] ??= at;
  }
  if (expectedDepartureAt !== undefined) draft.moments['expected-departure'] = expectedDepartureAt;
  if (partySize !== undefined) draft.partySize = partySize;
  if (preferences !== undefined) {
    draft.preferences = { ...draft.preferences, ...preferences };
    draft.knownSince.preferences ??= at;
  }
  if (space !== undefined && draft.rooms.at(-1)?.space !== space) draft.rooms.push({ space, from: at });
}

/** The room of the stay at an instant; before the first was given, that one. */
export function roomAt({ rooms }: Stay, at: number): SpaceId | undefined {
  return (rooms.findLast((one) => one.from <= at) ?? rooms[0])?.space;
}

/** When the party was in the house, as far as is known; `to` is open while it stays. */
export function presence({ moments }: Stay): { readonly from: number; readonly to?: number } | undefined {
  const from = moments.arrived ?? moments['check-in-started'] ?? moments['checked-in'];
  const to = moments['checked-out'];
  return from === undefined ? undefined : { from, ...(to !== undefined && { to }) };
}

/** When the stay is over for the house, Unix ms: from here its reference counts down to its erasure. */
export function endOf({ moments, lastAt }: Stay): number {
  return moments['checked-out'] ?? Math.max(lastAt, moments['expected-departure'] ?? lastAt);
}
