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

const unheard: OwnPeriodState = { hour: 0, longestMs: 0, longestBeforeMs: 0 };

/** @param offlineAfterMs the kind's time-out: a pause as long is an outage, not a habit. */
export function createOwnPeriod(offlineAfterMs: number, restored?: OwnPeriodState): OwnPeriod {
  let { heardAt, hour, longestMs, longestBeforeMs } = restored ?? unheard;

  return {
    heard(now) {
      const pauseMs = now - (heardAt ?? now);
      const hourNow = Math.floor(now / hourMs);
      if (hourNow !== hour) {
        longestBeforeMs = hourNow === hour + 1 ? longestMs : 0;
        longestMs = 0;
        hour = hourNow;
      }
      if (pauseMs < offlineAfterMs && pauseMs > longestMs) longestMs = pauseMs;
      heardAt = now;
    },
    readMs() {
      const longest = Math.max(longestMs, longestBeforeMs);
      return longest === 0 ? undefined : Math.min(Math.max(longest, leastMs), offlineAfterMs / 3);
    },
    snapshot: () => ({ hour, longestMs, longestBeforeMs, ...(heardAt !== undefined && { heardAt }) }),
  };
}
