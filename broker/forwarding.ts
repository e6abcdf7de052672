// Whether a message of the hub goes to a client now, and with which QoS. Replaces aedes' dedupe by highest counter, which drops
// every message that another one overtook: here each message is given once per connection, in order, and never to one who may
// not read it.

import type { AedesClient, Connection } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';
import type { TopicPolicy } from './topic-policy.ts';
import { matchesFilter } from './well-formed.ts';

/** Overlapping subscriptions deliver one message twice within an instant; more than this many never lie between. */
const rememberedTickets = 1_024;

/** In the place of the broker's id: this message comes from the session's queue. */
export const replayMark = 'replay';

/** A message as aedes is about to forward it. `brokerId` is null for the retained copy that answers a SUBSCRIBE. */
export interface ForwardedMessage {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  readonly brokerId?: string | null;
  readonly brokerCounter: number;
}

export interface ForwardingParts {
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly policy: TopicPolicy;
}

/** Makes aedes' own dedupe let everything pass: it writes down what it saw, and finds nothing. */
export function disableHighWaterDedupe(client: AedesClient): void {
  client.duplicates = new Proxy(Object.create(null), { set: () => true });
}

/** @returns the message with the QoS that the client is to get it with; undefined where it does not go. */
export function forwarded<Message extends ForwardedMessage>(
  connection: Connection,
  message: Message,
  { limits, counters, policy }: ForwardingParts,
): Message | undefined {
  const { client, identity, session } = connection;
  const fromQueue = message.brokerId === replayMark;
  if (fromQueue) connection.handOver?.();
  if (identity === undefined || policy.subscribeRefusal(identity, message.topic) !== undefined) return undefined;
  const ticket = message.brokerId ? message.brokerCounter : undefined;

  // aedes removes from the queue what is refused here, so nothing of the queue is refused for being slow or seen.
  if (fromQueue) {
    isFirst(connection, message.brokerCounter);
    return message;
  }
  if (!connection.replayed && ticket !== undefined && session?.queue.byTicket(ticket) !== undefined) return undefined;
  if (!client.connackSent || client.conn.destroyed) return undefined;
  if (client.conn.unsentBytes > limits.unsentBytes) {
    counters.slowClientsClosed += 1;
    client.conn.destroy(new Error(`does not read: more than ${limits.unsentBytes} bytes wait for it`));
    return undefined;
  }
  if (ticket !== undefined && !isFirst(connection, ticket)) return undefined;
  const qos = Math.min(message.qos, grantedQos(connection, message.topic)) as 0 | 1 | 2;
  return qos === message.qos ? message : { ...message, qos };
}

/** The highest QoS of all filters that the topic matches (3.3.5-1). */
function grantedQos({ filters }: Connection, topic: string): number {
  let granted = 0;
  for (const [filter, qos] of filters) {
    if (qos > granted && matchesFilter(filter, topic)) granted = qos;
  }
  return granted;
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
