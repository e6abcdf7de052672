// A room controller: the guest's call becomes a request; door, card and scene are part of its status.
import type { Behaviour } from './behaviour.ts';

export function createRoom(): Behaviour {
  return {
    sample: () => [],
    event(event) {
      if (event.event !== 'request') return event.event === 'fault' ? [] : [{ type: 'status-changed' }];
      const { request, note } = event.data as { request: string; note?: string };
      return [
        {
          type: 'guest-asked',
          request,
          channel: 'room-panel',
          at: event.at,
          event: `${event.device}:${event.id}`,
          ...(note !== undefined && { note }),
        },
      ];
    },
    timePassed: () => [],
    wakeAt: () => undefined,
    snapshot: () => null,
  };
}
