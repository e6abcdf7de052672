// The moments of a stay that the house can know: they happened, and the PMS told of them. What it told by mistake and took back
// has not happened.
import type { Party } from '../../stays/party.ts';
import type { ToldOfStay } from '../diary.ts';

export interface KnownMoments {
  readonly arrived?: number;
  readonly checkInStarted?: number;
  readonly roomAssigned?: number;
  readonly checkedIn?: number;
  readonly checkOutStarted?: number;
  readonly checkedOut?: number;
  readonly expectedArrival?: number;
  /** They will not come, and the house knows. */
  readonly isVoid: boolean;
  /** The hub has heard of the stay at all. */
  readonly isKnown: boolean;
}

export type Moment = Exclude<keyof KnownMoments, 'isVoid' | 'isKnown' | 'expectedArrival'>;

/** In the order of a stay. */
const order: readonly Moment[] = [
  'arrived',
  'checkInStarted',
  'roomAssigned',
  'checkedIn',
  'checkOutStarted',
  'checkedOut',
];

export function knownMoments(party: Party, told: readonly ToldOfStay[]): KnownMoments {
  const has = (type: string, at: number | undefined) =>
    at !== undefined && told.some((one) => one.type === type && one.at === Math.round(at)) ? Math.round(at) : undefined;
  const { visit, booking } = party;
  const undone = visit?.wronglyCheckedOut?.undoneAt;
  const moments = {
    arrived: has('arrived', visit?.arrivedAt),
    checkInStarted: has('check-in-started', visit?.checkInStartedAt),
    roomAssigned: has('room-assigned', visit?.roomAssignedAt),
    // Whoever takes a check-out back says that they are checked in.
    checkedIn: has('checked-in', visit?.checkedInAt) ?? has('checked-in', undone),
    checkOutStarted: has('check-out-started', visit?.checkOutStartedAt),
    checkedOut: has('checked-out', visit?.checkedOutAt),
    expectedArrival:
      has('changed', booking?.changed?.at) === undefined
        ? booking?.expectedArrivalAt
        : booking?.changed?.expectedArrivalAt,
  };
  const given = Object.fromEntries(Object.entries(moments).filter(([, at]) => at !== undefined));
  return {
    ...given,
    isVoid: has('cancelled', party.cancelledAt) !== undefined || has('no-show', party.noShowAt) !== undefined,
    isKnown: told.length > 0,
  };
}

/** Since when the party is in the house, as far as is known. */
export function presentSince({ arrived, checkInStarted, checkedIn }: KnownMoments): number | undefined {
  return arrived ?? checkInStarted ?? checkedIn;
}

/** A later moment is known, so this one has been, though nobody told when. */
export function isPast(moments: KnownMoments, moment: Moment): boolean {
  return order.slice(order.indexOf(moment) + 1).some((later) => moments[later] !== undefined);
}
