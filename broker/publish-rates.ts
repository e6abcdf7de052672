// How fast each device or person may publish, over all of its connections. Who is faster is read slower: nothing is lost, the
// client's own socket fills, and nobody else waits.
import type { BrokerCounters } from './counters.ts';
import type { PublishAllowance } from './guarded-connection.ts';
import type { BrokerLimits } from './limits.ts';
import { createTokenBuckets } from './token-buckets.ts';

export interface PublishRates {
  of(owner: string): PublishAllowance;
  sweep(): void;
}

/** @param nowMs of a clock that never goes back */
export function createPublishRates(limits: BrokerLimits, counters: BrokerCounters, nowMs: () => number): PublishRates {
  const buckets = createTokenBuckets({ perSecond: limits.publishesPerSecond, burst: limits.publishBurst }, nowMs);

  return {
    of: (owner) => ({
      spend(messages) {
        const waitMs = buckets.spend(owner, messages);
        if (waitMs > 0) counters.throttled += 1;
        return waitMs;
      },
    }),
    sweep: () => buckets.sweep(),
  };
}
