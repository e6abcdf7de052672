// A guest's call, through whichever channel, is evidence at touchpoint 4.
import type { GuestCall } from './tasks/request-tasks.ts';
import type { TouchpointEvent } from './touchpoint.ts';

export function requestTouchpoint(call: GuestCall, source: string): TouchpointEvent {
  return {
    id: call.id,
    at: call.at,
    touchpoint: 'first-contact',
    type: 'request',
    space: call.space.id,
    source,
    ...(call.space.floor !== undefined && { floor: call.space.floor }),
    evidence: { request: call.request, channel: call.channel, ...(call.note !== undefined && { note: call.note }) },
  };
}
