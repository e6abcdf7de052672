// A BrokerStorage in memory that a test can look into, hold up and break. What `save` was given before a "crash" stays.
import type {
  BrokerChange,
  BrokerStorage,
  RetainedMessage,
  StoredDelivery,
  StoredSession,
} from '../../broker/storage.ts';

export interface MemoryStorage extends BrokerStorage {
  readonly retained: Map<string, RetainedMessage>;
  readonly sessions: Map<string, StoredSession>;
  readonly deliveries: Map<string, StoredDelivery>;
  /** While set, `save` rejects with it. */
  failure: Error | undefined;
  /** Awaited before each save. */
  gate: Promise<void>;
}

export function createMemoryStorage(): MemoryStorage {
  const retained = new Map<string, RetainedMessage>();
  const sessions = new Map<string, StoredSession>();
  const deliveries = new Map<string, StoredDelivery>();

  function apply(change: BrokerChange): void {
    switch (change.type) {
      case 'retain':
        retained.set(change.message.topic, change.message);
        return;
      case 'clear-retained':
        retained.delete(change.topic);
        return;
      case 'keep-session':
        sessions.set(change.session.id, change.session);
        return;
      case 'forget-session':
        sessions.delete(change.id);
        return;
      case 'queue':
        deliveries.set(`${change.delivery.session} ${change.delivery.order}`, change.delivery);
        return;
      case 'unqueue':
        deliveries.delete(`${change.session} ${change.order}`);
        return;
    }
  }

  const storage: MemoryStorage = {
    retained,
    sessions,
    deliveries,
    failure: undefined,
    gate: Promise.resolve(),
    async load() {
      const byOrder = [...deliveries.values()].sort((a, b) => a.order - b.order);
      return { retained: [...retained.values()], sessions: [...sessions.values()], deliveries: byOrder };
    },
    async save(changes) {
      await storage.gate;
      if (storage.failure !== undefined) throw storage.failure;
      changes.forEach(apply);
    },
  };
  return storage;
}
