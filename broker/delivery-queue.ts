// What waits for one persistent session, in the order of sending. Bounded by count, bytes and age: a device that is away for
// a week gets the newest, and what was given up is counted.
import type { BrokerLimits } from './limits.ts';

export interface Delivery {
  /** The broker's counter of the message in this run: aedes knows the message by it. */
  readonly ticket: number;
  readonly order: number;
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 1 | 2;
  /** Unix ms; of the broker's start where it was queued before. */
  readonly queuedAt: number;
  /** From then on it must not reach its receiver any more, Unix ms; unset where it may. */
  readonly expiresAt: number | undefined;
  /** QoS 2: the client has it (PUBREC), and is owed PUBREL alone. */
  released: boolean;
  /** Packet identifier of the last attempt, kept over a reconnect as 4.4.0-1 wants. */
  messageId: number | undefined;
  /** The connection on which it was sent last. */
  sentOver: object | undefined;
}

export interface DeliveryQueue {
  /** @returns what had to be given up for it: the oldest, or the delivery itself where it alone is too large. */
  add(delivery: Delivery): readonly Delivery[];
  byTicket(ticket: number): Delivery | undefined;
  byMessageId(messageId: number): Delivery | undefined;
  /** Gives the delivery a packet identifier that no other one here has; `wanted` where it is free. */
  number(delivery: Delivery, wanted: number): number;
  remove(delivery: Delivery): void;
  /** @returns what `isStale` takes, removed. */
  dropStale(isStale: (delivery: Delivery) => boolean): readonly Delivery[];
  /** The oldest that was not sent over this connection. */
  nextUnsent(connection: object): Delivery | undefined;
  all(): Iterable<Delivery>;
  readonly size: number;
}

export function createDeliveryQueue(limits: Pick<BrokerLimits, 'queuedMessages' | 'queuedBytes'>): DeliveryQueue {
  const deliveries = new Map<number, Delivery>();
  const numbered = new Map<number, Delivery>();
  let bytes = 0;

  function remove(delivery: Delivery): void {
    if (!deliveries.delete(delivery.ticket)) return;
    bytes -= weight(delivery);
    if (delivery.messageId !== undefined) numbered.delete(delivery.messageId);
  }

  function dropOldest(): Delivery[] {
    const dropped: Delivery[] = [];
    for (const oldest of deliveries.values()) {
      if (deliveries.size <= limits.queuedMessages && bytes <= limits.queuedBytes) break;
      remove(oldest);
      dropped.push(oldest);
    }
    return dropped;
  }

  return {
    add(delivery) {
      deliveries.set(delivery.ticket, delivery);
      bytes += weight(delivery);
      return dropOldest();
    },
    byTicket: (ticket) => deliveries.get(ticket),
    byMessageId: (messageId) => numbered.get(messageId),
    number(delivery, wanted) {
      const free = [delivery.messageId, wanted].find((id) => id !== undefined && isFreeFor(id, delivery));
      const messageId = free ?? nextFree(wanted);
      if (delivery.messageId !== undefined) numbered.delete(delivery.messageId);
      delivery.messageId = messageId;
      numbered.set(messageId, delivery);
      return messageId;
    },
    remove,
    dropStale(isStale) {
      const stale = deliveries.values().filter(isStale).toArray();
      for (const delivery of stale) remove(delivery);
      return stale;
    },
    nextUnsent(connection) {
      for (const delivery of deliveries.values()) if (delivery.sentOver !== connection) return delivery;
      return undefined;
    },
    all: () => deliveries.values(),
    get size() {
      return deliveries.size;
    },
  };

  function isFreeFor(id: number, delivery: Delivery): boolean {
    const holder = numbered.get(id);
    return holder === undefined || holder === delivery;
  }

  // Ends: the cap of a queue is far below the 65,535 identifiers.
  function nextFree(after: number): number {
    let id = after;
    do id = (id % 65_535) + 1;
    while (numbered.has(id));
    return id;
  }
}

function weight(delivery: Delivery): number {
  return delivery.topic.length + delivery.payload.length;
}
