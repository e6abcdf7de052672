// One token bucket per key: a burst, then a rate. A bucket that is full again is forgotten, so that memory follows those who
// spend and not those who were seen.

export interface BucketRate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface TokenBuckets {
  /** What is left, below 0 where more was spent than there was. */
  left(key: string): number;
  /** @returns until one token is there, ms; 0 where it is. */
  spend(key: string, tokens: number): number;
  /** Forgets what is full again. */
  sweep(): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** @param nowMs of a clock that never goes back */
export function createTokenBuckets({ perSecond, burst }: BucketRate, nowMs: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>();

  function refilled(key: string): Bucket {
    const now = nowMs();
    const bucket = buckets.get(key);
    if (bucket === undefined) return { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    return bucket;
  }

  return {
    left: (key) => refilled(key).tokens,
    spend(key, tokens) {
      const bucket = refilled(key);
      bucket.tokens -= tokens;
      buckets.set(key, bucket);
      return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) * 1000) / perSecond);
    },
    sweep() {
      for (const key of buckets.keys()) if (refilled(key).tokens >= burst) buckets.delete(key);
    },
  };
}
