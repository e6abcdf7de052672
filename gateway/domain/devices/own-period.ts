// How often a device speaks, learned from the pauses between its samples: what it never left unsaid for so long is silence. Hub
// clock; the longest pause of this hour and of the one before, so that a quicker firmware is believed within two hours.

export interface OwnPeriod {
  /** Samples were heard. A pause in which the hub was away counts too: too patient for two hours, never too hasty. */
  heard(now: number): void;
  /** Undefined until it was heard twice. Milliseconds, at most a third of its time-out. */
  readMs(): number | undefined;
  snapshot(): OwnPeriodState;
}

export interface OwnPeriodState {
  readonly heardAt?: number;
  readonly hour: number;
  readonly longestMs: number;
  readonly longestBeforeMs: number;
}

const hourMs = 3_600_000;
/** Idle sensors speak every 10 s or more seldom (docs/device-makers.md); a page asks not much more often. */
const leastMs = 15_000;

/** @param offlineAfterMs the kind's time-out: a pause as long is an outage, not a habit. */
export function createOwnPeriod(offlineAfterMs: number, restored?: OwnPeriodState): OwnPeriod {
  let state = restored ?? { hour: 0, longestMs: 0, longestBeforeMs: 0 };

  return {
    heard(now) {
      const pauseMs = now - (state.heardAt ?? now);
      const hour = Math.floor(now / hourMs);
      const longestBeforeMs = hour === state.hour + 1 ? state.longestMs : 0;
      if (hour !== state.hour) state = { hour, longestMs: 0, longestBeforeMs };
      const isHabit = pauseMs < offlineAfterMs && pauseMs > state.longestMs;
      state = { ...state, heardAt: now, ...(isHabit && { longestMs: pauseMs }) };
    },
    readMs() {
      const longestMs = Math.max(state.longestMs, state.longestBeforeMs);
      return longestMs === 0 ? undefined : Math.min(Math.max(longestMs, leastMs), offlineAfterMs / 3);
    },
    snapshot: () => state,
  };
}
