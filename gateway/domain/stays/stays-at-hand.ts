// What others of the domain may ask of stays.
import type { SpaceId } from '../property.ts';
import { roomAt, type Stay } from './stay.ts';

export interface StaysAtHand {
  /** By the sender's reference; undefined where it was never heard, or is erased. */
  byReference(reference: string): Stay | undefined;
  all(): Iterable<Stay>;
}

/** Whoever is in the room at this instant. */
export function stayInRoom(stays: StaysAtHand, space: SpaceId, at: number): Stay | undefined {
  return [...stays.all()].find((one) => one.state === 'in-house' && roomAt(one, at) === space);
}

/** When the room's next guests are expected, who are not there yet; undefined where nobody is known to come. */
export function nextArrivalAt(stays: StaysAtHand, space: SpaceId): number | undefined {
  const arrivals = [...stays.all()].flatMap((one) =>
    one.state === 'expected' && one.rooms.at(-1)?.space === space ? (one.moments['expected-arrival'] ?? []) : [],
  );
  return arrivals.length === 0 ? undefined : Math.min(...arrivals);
}
