// The last retained message of each topic: the hub's own (`config`), since a client's messages end at the hub.
import type { ChangeLog } from './change-log.ts';
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';
import type { RetainedMessage } from './storage.ts';
import { hasWildcard, matchesFilter } from './well-formed.ts';

export interface RetainedMessages {
  /** An empty payload clears the topic (3.3.1-10). @throws Error where too many topics are retained already */
  store(message: RetainedMessage): void;
  matching(filters: readonly string[]): RetainedMessage[];
  readonly size: number;
}

export interface RetainedParts {
  readonly stored: readonly RetainedMessage[];
  readonly log: ChangeLog;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
}

export function createRetainedMessages({ stored, log, limits, counters }: RetainedParts): RetainedMessages {
  const byTopic = new Map(stored.map((message) => [message.topic, message]));

  function matchingOne(filter: string): RetainedMessage[] {
    const exact = byTopic.get(filter);
    if (exact !== undefined) return [exact];
    if (!hasWildcard(filter)) return [];
    return [...byTopic.values()].filter((message) => matchesFilter(filter, message.topic));
  }

  return {
    store({ topic, payload }) {
      if (payload.length > 0) {
        if (byTopic.size >= limits.retainedMessages && !byTopic.has(topic)) {
          counters.retainedRefused += 1;
          throw new Error(`${byTopic.size} messages are retained already`);
        }
        const message = { topic, payload };
        byTopic.set(topic, message);
        log.record({ type: 'retain', message });
      } else if (byTopic.delete(topic)) {
        log.record({ type: 'clear-retained', topic });
      }
    },
    matching: (filters) => filters.flatMap(matchingOne),
    get size() {
      return byTopic.size;
    },
  };
}
