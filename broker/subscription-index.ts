// From a topic to the sessions that subscribed to it. Exact filters are one lookup; those with wildcards are few and tried in turn.
import { hasWildcard, matchesFilter } from './well-formed.ts';

export interface SubscriptionIndex<Subscriber> {
  add(filter: string, subscriber: Subscriber): void;
  remove(filter: string, subscriber: Subscriber): void;
  /** Each subscriber once, however many of its filters match. */
  matching(topic: string): ReadonlySet<Subscriber>;
}

export function createSubscriptionIndex<Subscriber>(): SubscriptionIndex<Subscriber> {
  const byFilter = new Map<string, Set<Subscriber>>();
  const wildcards = new Set<string>();

  return {
    add(filter, subscriber) {
      const subscribers = byFilter.get(filter);
      if (subscribers !== undefined) subscribers.add(subscriber);
      else byFilter.set(filter, new Set([subscriber]));
      if (hasWildcard(filter)) wildcards.add(filter);
    },
    remove(filter, subscriber) {
      const subscribers = byFilter.get(filter);
      subscribers?.delete(subscriber);
      if (subscribers?.size !== 0) return;
      byFilter.delete(filter);
      wildcards.delete(filter);
    },
    matching(topic) {
      const found = new Set(byFilter.get(topic));
      for (const filter of wildcards) {
        if (matchesFilter(filter, topic)) for (const subscriber of byFilter.get(filter) ?? []) found.add(subscriber);
      }
      return found;
    },
  };
}
