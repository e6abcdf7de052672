// A room controller: the guest's call becomes a request; door, card and scene are part of its status. Since when nobody has been
// seen in the room is all that is kept of its presence: no history.
import type { Behaviour } from './behaviour.ts';

interface RoomSnapshot {
  readonly emptySince?: number;
}

export function createRoom(restored: unknown): Behaviour {
  let emptySince = (restored as RoomSnapshot | null | undefined)?.emptySince;
  return {
    sample({ at, readings: { occupied } }) {
      if (occupied === true) emptySince = undefined;
      if (occupied === false) emptySince ??= at;
      return [];
    },
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
    snapshot: (): RoomSnapshot | null => (emptySince === undefined ? null : { emptySince }),
    emptySince: () => emptySince,
  };
}
