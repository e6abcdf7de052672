// A guest's call, through whichever channel, is one task until somebody served it.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Space } from '../property.ts';
import { requestCause } from './cause.ts';
import { openOrAdd } from './open-task.ts';

export interface GuestCall {
  readonly space: Space;
  readonly request: string;
  readonly note?: string;
  readonly channel: string;
  readonly id: string;
  readonly at: number;
}

/** The same wish of the same room joins the task that is open for it. */
export function onGuestAsked(house: House, call: GuestCall, now: number): Fact {
  const { space, request, channel, note, id, at } = call;
  return openOrAdd(
    house,
    {
      kind: 'request',
      cause: requestCause(space.id, request),
      space,
      title: `${space.id} asks for ${request}`,
      priority: 2,
      evidence: { type: 'request', id, at, data: { request, channel, ...(note !== undefined && { note }) } },
    },
    now,
  );
}
