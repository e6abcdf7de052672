// The instants of a device's latest samples: a resend is recognised to the millisecond, and changes nothing.

/** Resends reach back over one reconnect: a device keeps at most a few minutes of unacknowledged samples. */
const remembered = 600;

export interface RecentInstants {
  /** `new`: later than all; `repeat`: seen; `late`: older than the latest and not seen; `beyond`: too old to tell. */
  place(at: number): 'new' | 'repeat' | 'late' | 'beyond';
  snapshot(): number[];
}

export function createRecentInstants(restored: readonly number[] = []): RecentInstants {
  let instants = [...restored];
  return {
    place(at) {
      const last = instants.at(-1);
      if (last === undefined || at > last) {
        instants.push(at);
        if (instants.length >= 2 * remembered) instants = instants.slice(-remembered);
        return 'new';
      }
      if (instants.lastIndexOf(at) >= 0) return 'repeat';
      if (at < (instants[0] as number)) return 'beyond';
      return 'late';
    },
    snapshot: () => instants.slice(-remembered),
  };
}
