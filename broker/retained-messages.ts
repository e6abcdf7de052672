// The last retained message of each topic: the hub's own (`config`), since a client's messages end at the hub.
import type { ChangeLog } from './change-log.ts';
import type { RetainedMessage } from './storage.ts';
import { matchesFilter } from './well-formed.ts';

export interface RetainedMessages {
  /** An empty payload clears the topic (3.3.1-10). */
  store(message: RetainedMessage): void;
  matching(filters: readonly string[]): RetainedMessage[];
  readonly size: number;
}

export function createRetainedMessages(stored: readonly RetainedMessage[], log: ChangeLog): RetainedMessages {
  const byTopic = new Map(stored.map((message) => [message.topic, message]));

  function matchingOne(filter: string): RetainedMessage[] {
    const exact = byTopic.get(filter);
    if (exact !== undefined) return [exact];
    if (!filter.includes('+')) return [];
    return [...byTopic.values()].filter((message) => matchesFilter(filter, message.topic));
  }

  return {
    store({ topic, payload }) {
      if (payload.length > 0) {
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
