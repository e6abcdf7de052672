// How long a phone that has a copy waits for the hub: a network that swallows calls says nothing, and nobody stands in a stairwell
// until the browser gives up. What came too late is cut off, so that it holds no connection that the next call needs.

export interface HubPatience {
  /** @throws where the hub does not begin to answer in time. */
  inTime(ask: (signal: AbortSignal) => Promise<Response>): Promise<Response>;
}

/** A hub that answers has begun to by then, on a slow network too. */
const patienceMs = 2_500;
/** The calls after one that was swallowed: a page makes three rounds of them. */
const afterSilence = { patienceMs: 500, forMs: 10_000 };

export function createHubPatience(now: () => number = Date.now): HubPatience {
  let silentUntil = 0;

  return {
    async inTime(ask) {
      const control = new AbortController();
      const waitMs = now() < silentUntil ? afterSilence.patienceMs : patienceMs;
      const tooLate = setTimeout(() => {
        silentUntil = now() + afterSilence.forMs;
        control.abort();
      }, waitMs);
      try {
        const answer = await ask(control.signal);
        silentUntil = 0;
        return answer;
      } finally {
        clearTimeout(tooLate);
      }
    },
  };
}
