// The guest is gone, so what they asked for in the room has no point any more. Work that somebody is at is never taken away.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { SpaceId } from '../property.ts';

export function cancelPointless(house: House, space: SpaceId, now: number): Fact[] {
  return [...house.board.all()]
    .filter((task) => task.kind === 'request' && task.space === space)
    .filter(({ state }) => state !== 'started' && state !== 'done')
    .map((task) => house.board.step(task, { step: 'cancel', at: now, to: 'cancelled', note: 'guest-left' }));
}
