// Tells of refusals, but not of each one in a flood: whoever sends nonsense all day must not fill the hub's disk and log with it.
// What is not told is counted.
import type { BrokerCounters } from './counters.ts';
import { ownerOf } from './identity.ts';
import type { IntakeParts } from './intake.ts';
import type { SignInParts } from './sign-in.ts';
import { createTokenBuckets } from './token-buckets.ts';

const perClient = { perSecond: 1, burst: 20 };
const ofConnects = { perSecond: 5, burst: 100 };
/** Of a topic that may be as long as a packet. */
const shownTopicLength = 256;

export interface RefusalReports {
  readonly refused: NonNullable<IntakeParts['refused']>;
  readonly refusedConnect: NonNullable<SignInParts['refusedConnect']>;
  sweep(): void;
}

/** @param nowMs of a clock that never goes back */
export function createRefusalReports(
  tell: Pick<IntakeParts, 'refused'> & Pick<SignInParts, 'refusedConnect'>,
  counters: BrokerCounters,
  nowMs: () => number,
): RefusalReports {
  const clients = createTokenBuckets(perClient, nowMs);
  const connects = createTokenBuckets(ofConnects, nowMs);

  function mayTell(buckets: typeof clients, key: string): boolean {
    if (buckets.left(key) < 1) {
      counters.refusalsNotTold += 1;
      return false;
    }
    buckets.spend(key, 1);
    return true;
  }

  return {
    refused(identity, topic, reason, firstBytes) {
      if (!mayTell(clients, ownerOf(identity))) return;
      tell.refused?.(identity, topic.slice(0, shownTopicLength), reason, firstBytes);
    },
    refusedConnect(clientId, username, reason) {
      if (mayTell(connects, '')) tell.refusedConnect?.(clientId, username, reason);
    },
    sweep: () => clients.sweep(),
  };
}
