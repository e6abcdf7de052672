// A store that refused writes came back by itself, and nothing that was acknowledged is lost. It will happen again unless somebody looks
// at the disk: a task says so.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import { placeOf } from '../journey/follow-up.ts';
import { storeCause } from './cause.ts';
import { openOrAdd } from './open-task.ts';

/** A disk that fails every second is one story. */
const toldAgainAfterMs = 10 * 60_000;

/** @param since Unix ms @param reason of the disk, in its own words */
export function onStoreBack(house: House, { since, reason }: StoreOutage, now: number): Fact[] {
  const space = placeOf(house, undefined);
  const toldAt = house.board.byCause(storeCause)?.evidence.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  if (space === undefined || since - toldAt < toldAgainAfterMs) return [];
  const seconds = Math.max(1, Math.round((now - since) / 1000));
  return [
    openOrAdd(
      house,
      {
        kind: 'device-fault',
        cause: storeCause,
        space,
        title: `The hub's disk took nothing for ${seconds} s: ${reason}`,
        priority: 2,
        evidence: {
          type: 'event',
          id: `${storeCause}:${since}`,
          at: since,
          data: { code: storeCause, seconds, reason },
        },
      },
      now,
    ),
  ];
}

export interface StoreOutage {
  readonly since: number;
  readonly reason: string;
}
