// The time that the simulated hotel lives in. The same shape as the hub's clock port, so that one clock drives both.

export interface HotelClock {
  /** Unix ms. */
  now(): number;
  /** Calls back once, at or after `at`. Returns the way to take it back. */
  schedule(at: number, wake: () => void): () => void;
  /** A virtual clock does not leave the present instant before `work` is settled; the system's clock has no such thing. */
  hold?(work: Promise<unknown>): void;
}
