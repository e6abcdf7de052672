// A room controller: the guest's call becomes a request; door, card and scene are part of its status. Since when nobody has been
// seen in the room is all that is kept of its presence: no history.
import type { Behaviour } from './behaviour.ts';

interface RoomSnapshot {
  readonly emptySince?: number;
  /** Of the latest sample, device clock. */
  readonly lastAt?: number;
}

/** Somebody may have come in a longer pause between two samples, and sleep by now. */
const watchedWithoutBreakMs = 15 * 60_000;

export function createRoom(restored: unknown): Behaviour {
  let { emptySince, lastAt } = (restored ?? {}) as RoomSnapshot;
  return {
    sample({ at, readings: { occupied } }) {
      // A straggler says how it was, not how it is.
      if (lastAt !== undefined && at < lastAt) return [];
      const isWatched = lastAt !== undefined && at - lastAt <= watchedWithoutBreakMs;
      lastAt = at;
      if (occupied === true) emptySince = undefined;
      if (occupied === false) emptySince = isWatched ? (emptySince ?? at) : at;
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
    snapshot: (): RoomSnapshot => ({
      ...(emptySince !== undefined && { emptySince }),
      ...(lastAt !== undefined && { lastAt }),
    }),
    emptySince: () => emptySince,
  };
}
