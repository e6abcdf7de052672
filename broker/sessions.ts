// Persistent sessions (clean=false): whose they are, what they subscribed to, what waits for them. Each change goes to
// the change log, so that a session is after a crash what it was before.
import type { ChangeLog } from './change-log.ts';
import type { BrokerCounters } from './counters.ts';
import { createDeliveryQueue, type Delivery, type DeliveryQueue } from './delivery-queue.ts';
import type { BrokerLimits } from './limits.ts';
import type { BrokerSnapshot } from './storage.ts';
import { createSubscriptionIndex } from './subscription-index.ts';
import { matchesFilter } from './well-formed.ts';

/** Who is connected with a session. */
export interface SessionHolder {
  close(): void;
}

export interface Session {
  readonly id: string;
  readonly owner: string;
  readonly subscriptions: Map<string, 0 | 1 | 2>;
  readonly queue: DeliveryQueue;
  /** Unix ms; undefined while a client holds it. */
  offlineSince: number | undefined;
  /** The connection that holds it now. After a take-over the former one has nothing to give back. */
  heldBy: SessionHolder | undefined;
}

export interface Sessions {
  get(id: string): Session | undefined;
  /** The client is here: its session, made where it has none. */
  resume(id: string, owner: string, holder: SessionHolder): Session;
  leave(session: Session, holder: SessionHolder): void;
  subscribe(session: Session, filter: string, qos: 0 | 1 | 2): void;
  unsubscribe(session: Session, filter: string): void;
  forget(session: Session): void;
  forgetOwner(owner: string): void;
  /** The message waits in each session with a QoS 1 or 2 subscription to its topic, once, with the QoS that was granted. */
  enqueue(message: Pick<Delivery, 'ticket' | 'topic' | 'payload' | 'qos'>): void;
  dequeue(session: Session, delivery: Delivery): void;
  /** Forgets sessions that were offline too long, and what has waited too long in the others. */
  forgetOld(): void;
  readonly size: number;
  readonly queued: number;
}

export interface SessionParts {
  readonly snapshot: BrokerSnapshot;
  readonly log: ChangeLog;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  /** Unix ms. */
  readonly now: () => number;
  /** A ticket for a delivery of an earlier run. */
  readonly nextTicket: () => number;
  /** From when on a message must not reach its receiver any more in its own terms, Unix ms. */
  readonly expiryOf: (topic: string, payload: Uint8Array) => number | undefined;
}

export function createSessions(parts: SessionParts): Sessions {
  const { snapshot, log, limits, counters, now, nextTicket, expiryOf } = parts;
  const byId = new Map<string, Session>();
  const byOwner = new Map<string, Set<Session>>();
  const subscribers = createSubscriptionIndex<Session>();
  let lastOrder = 0;

  for (const stored of snapshot.sessions) {
    const session = add(stored.id, stored.owner, stored.offlineSince ?? now());
    for (const { filter, qos } of stored.subscriptions) index(session, filter, qos);
  }
  for (const { session: id, order, topic, payload } of snapshot.deliveries) {
    lastOrder = Math.max(lastOrder, order);
    const session = byId.get(id);
    if (session !== undefined)
      put(session, { ticket: nextTicket(), order, topic, payload, qos: 1, expiresAt: expiryOf(topic, payload) });
  }

  function add(id: string, owner: string, offlineSince: number | undefined): Session {
    const queue = createDeliveryQueue(limits);
    const session = { id, owner, subscriptions: new Map(), queue, offlineSince, heldBy: undefined };
    byId.set(id, session);
    const own = byOwner.get(owner);
    if (own !== undefined) own.add(session);
    else byOwner.set(owner, new Set([session]));
    return session;
  }

  function index(session: Session, filter: string, qos: 0 | 1 | 2): void {
    session.subscriptions.set(filter, qos);
    if (qos > 0) subscribers.add(filter, session);
    else subscribers.remove(filter, session);
  }

  function keep(session: Session): void {
    const { id, owner, offlineSince } = session;
    const subscriptions = [...session.subscriptions].map(([filter, qos]) => ({ filter, qos }));
    const row = { id, owner, subscriptions };
    log.record({ type: 'keep-session', session: offlineSince === undefined ? row : { ...row, offlineSince } });
  }

  function forget(session: Session): void {
    for (const filter of session.subscriptions.keys()) subscribers.remove(filter, session);
    for (const { order } of session.queue.all()) log.record({ type: 'unqueue', session: session.id, order });
    byId.delete(session.id);
    const own = byOwner.get(session.owner);
    own?.delete(session);
    if (own?.size === 0) byOwner.delete(session.owner);
    log.record({ type: 'forget-session', id: session.id });
  }

  function makeRoom(owner: string): void {
    const own = byOwner.get(owner) ?? new Set();
    if (own.size >= limits.sessionsPerOwner) giveWay(own);
    else if (byId.size >= limits.sessions) giveWay(byId.values());
  }

  /** The one that is offline longest; where all are connected, the one that is known longest, and its client has to go. */
  function giveWay(candidates: Iterable<Session>): void {
    let oldest: Session | undefined;
    for (const session of candidates) {
      if (oldest === undefined || offlineAt(session) < offlineAt(oldest)) oldest = session;
    }
    if (oldest === undefined) return;
    counters.sessionsEvicted += 1;
    forget(oldest);
    oldest.heldBy?.close();
  }

  function put(
    session: Session,
    message: Pick<Delivery, 'ticket' | 'order' | 'topic' | 'payload' | 'qos' | 'expiresAt'>,
  ): void {
    const delivery = { ...message, queuedAt: now(), released: false, messageId: undefined, sentOver: undefined };
    giveUp(session, session.queue.add(delivery));
  }

  function giveUp(session: Session, dropped: readonly Delivery[]): void {
    counters.queueDropped += dropped.length;
    for (const { order } of dropped) log.record({ type: 'unqueue', session: session.id, order });
  }

  function dropOld(session: Session): void {
    const oldest = now() - limits.queuedMs;
    const isStale = ({ queuedAt, expiresAt = Number.POSITIVE_INFINITY }: Delivery) =>
      queuedAt < oldest || expiresAt <= now();
    giveUp(session, session.queue.dropStale(isStale));
  }

  function forgetIdle(session: Session): void {
    if (session.offlineSince === undefined || now() - session.offlineSince < limits.sessionIdleMs) return;
    counters.sessionsExpired += 1;
    forget(session);
  }

  return {
    get: (id) => byId.get(id),
    resume(id, owner, holder) {
      const known = byId.get(id);
      if (known === undefined) makeRoom(owner);
      const session = known ?? add(id, owner, undefined);
      dropOld(session);
      session.offlineSince = undefined;
      session.heldBy = holder;
      keep(session);
      return session;
    },
    leave(session, holder) {
      if (session.heldBy !== holder || byId.get(session.id) !== session) return;
      session.heldBy = undefined;
      session.offlineSince = now();
      keep(session);
    },
    subscribe(session, filter, qos) {
      if (session.subscriptions.get(filter) === qos) return;
      index(session, filter, qos);
      keep(session);
    },
    unsubscribe(session, filter) {
      if (!session.subscriptions.delete(filter)) return;
      subscribers.remove(filter, session);
      keep(session);
    },
    forget,
    forgetOwner(owner) {
      for (const session of [...(byOwner.get(owner) ?? [])]) forget(session);
    },
    enqueue({ ticket, topic, payload, qos }) {
      const expiresAt = expiryOf(topic, payload);
      for (const session of subscribers.matching(topic)) {
        lastOrder += 1;
        const order = lastOrder;
        log.record({ type: 'queue', delivery: { session: session.id, order, topic, payload } });
        put(session, { ticket, order, topic, payload, qos: qos === 1 ? 1 : grantedQos(session, topic), expiresAt });
      }
    },
    dequeue(session, delivery) {
      session.queue.remove(delivery);
      log.record({ type: 'unqueue', session: session.id, order: delivery.order });
    },
    forgetOld() {
      for (const session of [...byId.values()]) {
        dropOld(session);
        forgetIdle(session);
      }
    },
    get size() {
      return byId.size;
    },
    get queued() {
      return byId.values().reduce((sum, { queue }) => sum + queue.size, 0);
    },
  };
}

/** Of a session that has a QoS 1 or 2 subscription to the topic. */
function grantedQos({ subscriptions }: Session, topic: string): 1 | 2 {
  const isGranted2 = subscriptions.entries().some(([filter, qos]) => qos === 2 && matchesFilter(filter, topic));
  return isGranted2 ? 2 : 1;
}

function offlineAt({ offlineSince }: Session): number {
  return offlineSince ?? Number.POSITIVE_INFINITY;
}
