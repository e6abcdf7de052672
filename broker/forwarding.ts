// Whether a message of the hub goes to a client now. Replaces aedes' dedupe by highest counter, which drops every message
// that another one overtook: here each message is given once per connection, in order, and never to one who may not read it.

import type { AedesClient, Connection } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';
import { subscribeRefusal } from './topic-policy.ts';

/** Overlapping subscriptions deliver one message twice within an instant; more than this many never lie between. */
const rememberedTickets = 1_024;

/** In the place of the broker's id: this message comes from the session's queue. */
export const replayMark = 'replay';

/** A message as aedes is about to forward it. `brokerId` is null for the retained copy that answers a SUBSCRIBE. */
export interface ForwardedMessage {
  readonly topic: string;
  readonly brokerId?: string | null;
  readonly brokerCounter: number;
}

/** Makes aedes' own dedupe let everything pass: it writes down what it saw, and finds nothing. */
export function disableHighWaterDedupe(client: AedesClient): void {
  client.duplicates = new Proxy(Object.create(null), { set: () => true });
}

export function mayForward(
  connection: Connection,
  message: ForwardedMessage,
  { limits, counters }: { limits: BrokerLimits; counters: BrokerCounters },
): boolean {
  const { client, identity, session } = connection;
  const fromQueue = message.brokerId === replayMark;
  if (fromQueue) connection.handOver?.();
  if (identity === undefined || subscribeRefusal(identity, message.topic) !== undefined) return false;
  const ticket = message.brokerId ? message.brokerCounter : undefined;

  // aedes removes from the queue what is refused here, so nothing of the queue is refused for being slow or seen.
  if (fromQueue) {
    isFirst(connection, message.brokerCounter);
    return true;
  }
  if (!connection.replayed && ticket !== undefined && session?.queue.byTicket(ticket) !== undefined) return false;
  if (!client.connackSent || client.conn.destroyed) return false;
  if (client.conn.unsentBytes > limits.unsentBytes) {
    counters.slowClientsClosed += 1;
    client.conn.destroy(new Error(`does not read: more than ${limits.unsentBytes} bytes wait for it`));
    return false;
  }
  return ticket === undefined || isFirst(connection, ticket);
}

function isFirst({ delivered }: Connection, ticket: number): boolean {
  if (delivered.has(ticket)) return false;
  delivered.add(ticket);
  if (delivered.size > rememberedTickets) {
    const [oldest] = delivered;
    delivered.delete(oldest as number);
  }
  return true;
}
