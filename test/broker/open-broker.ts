// The broker's parts alone, as a broker that anybody may use: no passwords, any topic, and what a client publishes goes to all
// who subscribed to it. So the clauses of MQTT 3.1.1 can be tested that the hub's own policy never lets happen.
import { type Broker, type BrokerOptions, createBroker } from '../../broker/broker.ts';
import { createMemoryStorage } from './memory-storage.ts';

/** Subscribing to it is refused. */
export const forbiddenFilter = 'test/nosubscribe';

export function createOpenBroker(overrides: Partial<BrokerOptions> = {}): Broker {
  const { limits, ...others } = overrides;
  const broker: Broker = createBroker({
    host: '127.0.0.1',
    port: 0,
    storage: createMemoryStorage(),
    isDevice: () => false,
    // One person with many client ids: a client's session is its own all the same.
    authenticate: async () => ({ kind: 'staff', name: 'all', role: 'any', property: 'open', seesAllRoles: true }),
    policy: {
      publishRefusal: () => undefined,
      subscribeRefusal: (_identity, filter) => (filter === forbiddenFilter ? 'nobody may' : undefined),
    },
    admit: ({ topic, payload, retain, qos }) => broker.publish(topic, payload, { retain, qos }),
    limits: { keepaliveMinS: 0, sessionsPerOwner: 10_000, ...limits },
    ...others,
  });
  return broker;
}
