// The rooms of the verdict benchmark: how each of them fails, and the moment at which rule 9 of docs/warm-up.md makes
// the miss certain.
import type { WaterSample } from '../../gateway/domain/draw.ts';
import { draw, front, steady, type Tap } from '../fixtures/water-physics.ts';

export const rooms = {
  /** Samples a little after the full second, as clocks of real devices have it: the one after the limit says the miss. */
  'sampled past the limit': { tap: cold(13), jitterMs: 40, isSaidBySample: true },
  /** The sample of the tenth second shows water at the limit, not past it: the timer says the miss. */
  'sampled at the limit': { tap: cold(13) },
  /** The last sample is 2 s old at the limit, less than three intervals: the timer says the miss. */
  'silent since 8 s': { tap: cold(13), silentAfterS: 8 },
  /** Luke-warm water could still get hot within u: the miss is certain at limit + u. */
  'luke-warm at the limit': { tap: { water: front(5, 20, 40), openS: 13 }, certainAfterS: 10.5 },
} as const satisfies Record<string, Room>;

export type RoomName = keyof typeof rooms;
export const roomNames = Object.keys(rooms) as RoomName[];

interface Room {
  readonly tap: Tap;
  /** Each sample is up to this much later than its second; the flow edge is not. */
  readonly jitterMs?: number;
  readonly silentAfterS?: number;
  /** Else the hub waits a moment for the sample that might say otherwise. */
  readonly isSaidBySample?: boolean;
  /** Seconds from the flow edge; the limit where it is not said. */
  readonly certainAfterS?: number;
}

const limitS = 10;

function cold(openS: number): Tap {
  return { water: steady(20), openS };
}

export function certainAt(name: RoomName, edgeAt: number): number {
  const { certainAfterS = limitS }: Room = rooms[name];
  return edgeAt + certainAfterS * 1000;
}

export function isSaidBySample(name: RoomName): boolean {
  const { isSaidBySample: isSaid = false }: Room = rooms[name];
  return isSaid;
}

/** @param chance 0 ≤ x < 1, called for each sample */
export function samplesOf(name: RoomName, edgeAt: number, chance: () => number): WaterSample[] {
  const { tap, jitterMs = 0, silentAfterS = Number.POSITIVE_INFINITY }: Room = rooms[name];
  return draw(edgeAt, tap)
    .filter(({ at }) => at <= edgeAt + silentAfterS * 1000)
    .map((sample, index) => ({ ...sample, at: sample.at + (index === 0 ? 0 : Math.ceil(chance() * jitterMs)) }));
}
