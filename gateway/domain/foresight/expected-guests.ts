// Who is to come and to go in the next hours, as the hotel's system tells it: what lobby machines have to be full for.
import type { Stay } from '../stays/stay.ts';

/** A party; `guests` is the share of it that one of several machines will have to serve. */
export interface ExpectedGuests {
  /** Unix ms. */
  readonly at: number;
  readonly guests: number;
}

export interface ExpectedVisits {
  readonly arrivals: readonly ExpectedGuests[];
  readonly departures: readonly ExpectedGuests[];
}

const hour = 60 * 60_000;
const lookAheadMs = 24 * hour;
/** Who has not come by then has come without a word, or will not. */
const overdueMs = 6 * hour;

/** Both in the order of their instants; who is overdue is expected now. */
export function expectedVisits(stays: Iterable<Stay>, now: number): ExpectedVisits {
  const arrivals: ExpectedGuests[] = [];
  const departures: ExpectedGuests[] = [];
  for (const stay of stays) {
    const { 'expected-arrival': comesAt, 'expected-departure': leavesAt, 'check-out-started': leaving } = stay.moments;
    if (stay.state === 'expected') note(arrivals, comesAt, stay.partySize);
    if (stay.state === 'in-house' && leaving === undefined) note(departures, leavesAt, stay.partySize);
  }
  return { arrivals: arrivals.toSorted(byInstant), departures: departures.toSorted(byInstant) };

  function note(those: ExpectedGuests[], at: number | undefined, guests: number): void {
    if (at === undefined || at < now - overdueMs || at > now + lookAheadMs) return;
    those.push({ at: Math.max(at, now), guests });
  }
}

const byInstant = (one: ExpectedGuests, other: ExpectedGuests) => one.at - other.at;
