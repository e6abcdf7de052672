// The persistence that aedes asks for, over the hub's own sessions and retained messages. Memory answers at once, so
// nothing overtakes; what a client is told (SUBACK, UNSUBACK, a clean CONNACK) waits until it is on disk.
import { Readable } from 'node:stream';
import type { ChangeLog } from './change-log.ts';
import type { AedesClient, Connection, Connections } from './connections.ts';
import { replayMark } from './forwarding.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { Session, Sessions } from './sessions.ts';

interface Publication {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly brokerId?: string | null;
  readonly brokerCounter: number;
  messageId?: number;
}

interface Subscription {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
}

export interface PersistenceParts {
  readonly sessions: Sessions;
  readonly retained: RetainedMessages;
  readonly log: ChangeLog;
  readonly connections: Connections;
}

export function createAedesPersistence({ sessions, retained, log, connections }: PersistenceParts) {
  /** QoS 2 messages between PUBREC and PUBREL. They end with the connection: a repeat is harmless to the hub. */
  const incoming = new WeakMap<object, Map<number, Publication>>();

  function sessionOf(client: AedesClient): Session | undefined {
    return connections.of(client)?.session;
  }

  // One by one, the next only when the last was given to the socket: so a message that is published meanwhile is the
  // continuation of the queue and cannot overtake it.
  async function* replay(connection: Connection, session: Session) {
    for (;;) {
      const delivery = session.queue.nextUnsent(connection);
      if (delivery === undefined) break;
      const dup = delivery.messageId !== undefined;
      delivery.sentOver = connection;
      if (delivery.released) {
        yield { cmd: 'pubrel', messageId: delivery.messageId };
        continue;
      }
      const handedOver = new Promise<void>((resolve) => {
        connection.handOver = resolve;
      });
      const { topic, payload, qos, ticket, messageId } = delivery;
      yield { cmd: 'publish', qos, topic, payload, brokerId: replayMark, brokerCounter: ticket, messageId, dup };
      await handedOver;
    }
    connection.replayed = true;
  }

  /** PUBREC: the client has it. For one that nobody remembers PUBREL alone ends what the client began. */
  function release(session: Session | undefined, messageId: number | undefined): void {
    const delivery = messageId === undefined ? undefined : session?.queue.byMessageId(messageId);
    if (delivery?.qos === 1) throw new Error('PUBREC for a message that was not sent with QoS 2 (4.3.2)');
    if (delivery !== undefined) delivery.released = true;
  }

  return {
    async setup() {},

    // `publish` of the hub has stored and queued before it comes to aedes, all in one step, so that its messages cannot
    // overtake each other here.
    async storeRetained() {},
    async subscriptionsByTopic() {
      return [];
    },
    async outgoingEnqueueCombi() {},

    createRetainedStreamCombi(filters: readonly string[]) {
      return Readable.from(retained.matching(filters).map((message) => ({ cmd: 'publish', qos: 1, ...message })));
    },

    /** aedes passes the whole SUBSCRIBE packet for each filter it granted, those it refused included. */
    async addSubscriptions(client: AedesClient, subscriptions: readonly Subscription[]) {
      const connection = connections.of(client);
      if (connection?.session === undefined) return;
      for (const { topic, qos } of subscriptions) {
        if (!connection.filters.has(topic)) continue;
        sessions.subscribe(connection.session, topic, qos);
      }
      await log.settled();
    },
    async removeSubscriptions(client: AedesClient, filters: readonly string[]) {
      const session = sessionOf(client);
      if (session === undefined) return;
      for (const filter of filters) sessions.unsubscribe(session, filter);
      await log.settled();
    },
    async subscriptionsByClient({ id }: { readonly id: string }): Promise<Subscription[]> {
      const session = sessions.get(id);
      return session === undefined ? [] : [...session.subscriptions].map(([topic, qos]) => ({ topic, qos }));
    },
    /** CONNECT with clean=true ends the session of that name, its queue included (3.1.2-6). */
    async cleanSubscriptions({ id }: AedesClient) {
      const session = sessions.get(id);
      if (session === undefined) return;
      sessions.forget(session);
      await log.settled();
    },

    /** aedes writes `packet` next: here it gets a packet identifier that is free. */
    async outgoingUpdate(client: AedesClient, packet: Publication & { cmd?: string }) {
      const connection = connections.of(client);
      if (packet.cmd === 'pubrel') return release(connection?.session, packet.messageId);
      const delivery = connection?.session?.queue.byTicket(packet.brokerCounter);
      if (connection?.session === undefined || delivery === undefined) return;
      delivery.sentOver = connection;
      packet.messageId = connection.session.queue.number(delivery, packet.messageId ?? 1);
    },
    async outgoingClearMessageId(client: AedesClient, { messageId }: { readonly messageId?: number }) {
      const session = sessionOf(client);
      const delivery = messageId === undefined ? undefined : session?.queue.byMessageId(messageId);
      if (session !== undefined && delivery !== undefined) sessions.dequeue(session, delivery);
      return delivery;
    },
    outgoingStream(client: AedesClient) {
      const connection = connections.of(client);
      if (connection?.session === undefined) return Readable.from([]);
      return Readable.from(replay(connection, connection.session));
    },

    async incomingStorePacket(client: AedesClient, packet: Publication & { readonly messageId: number }) {
      const packets = incoming.get(client) ?? new Map<number, Publication>();
      incoming.set(client, packets.set(packet.messageId, packet));
    },
    async incomingGetPacket(client: AedesClient, { messageId }: { readonly messageId: number }) {
      const packet = incoming.get(client)?.get(messageId);
      if (packet === undefined) throw new Error(`no message ${messageId} waits for PUBREL`);
      return packet;
    },
    async incomingDelPacket(client: AedesClient, { messageId }: { readonly messageId: number }) {
      incoming.get(client)?.delete(messageId);
    },

    // A will lives with its connection; when the hub itself dies, the devices' own time-outs speak.
    async putWill() {},
    async delWill() {},
    streamWill: () => Readable.from([]),
  };
}
