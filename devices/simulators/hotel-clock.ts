// The time that the simulated hotel lives in. The same shape as the hub's clock port, so that one clock drives both.

export interface HotelClock {
  /** Unix ms. */
  now(): number;
  /** Calls back once, at or after `at`. Returns the way to take it back. */
  schedule(at: number, wake: () => void): () => void;
  /** A virtual clock does not leave the present instant before `work` is settled; the system's clock has no such thing. */
  hold?(work: Promise<unknown>): void;
}

/** The wall clock. Callbacks come late under load, never early. */
export const systemClock: HotelClock = {
  now: () => Date.now(),
  schedule(at, wake) {
    // Above 2^31 ms a timer of Node fires at once.
    const longestMs = 2 ** 31 - 1;
    let timer: NodeJS.Timeout;
    const arm = () => {
      const leftMs = at - Date.now();
      timer = leftMs > longestMs ? setTimeout(arm, longestMs) : setTimeout(wake, Math.max(0, leftMs));
    };
    arm();
    return () => clearTimeout(timer);
  },
};
