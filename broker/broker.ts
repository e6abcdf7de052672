// The embedded MQTT broker: what it is made of, its start and stop, and the way of the hub's own messages out.
// What `publish` promised, and every session, is on disk: a crash costs at most a redelivery.
import type { Socket } from 'node:net';
import type { Aedes } from 'aedes';
import { createAedes } from './aedes-broker.ts';
import { createChangeLog } from './change-log.ts';
import { createConnections } from './connections.ts';
import { type BrokerStats, createCounters } from './counters.ts';
import { guardConnection } from './guarded-connection.ts';
import type { Identity } from './identity.ts';
import type { IntakeParts } from './intake.ts';
import { type BrokerLimits, defaultLimits } from './limits.ts';
import { createListeners, type Listeners, type TlsListener } from './listeners.ts';
import { createRetainedMessages, type RetainedMessages } from './retained-messages.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { SignInParts } from './sign-in.ts';
import type { BrokerStorage } from './storage.ts';

const hourMs = 60 * 60 * 1000;
const saveRetryMs = 1_000;

export interface BrokerOptions
  extends Pick<SignInParts, 'authenticate' | 'isDevice' | 'refusedConnect'>,
    Pick<IntakeParts, 'admit' | 'refused'> {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly tls?: TlsListener;
  readonly storage: BrokerStorage;
  readonly limits?: Partial<BrokerLimits>;
  /** The first connection of an identity came, or its last one went. */
  readonly connectionChanged?: (identity: Identity, connected: boolean) => void;
  /** An error that belongs to no client. */
  readonly failed?: (error: Error) => void;
  /** Unix ms; the age of offline sessions is measured by it. */
  readonly now?: () => number;
}

export interface Broker {
  start(): Promise<{ readonly port: number; readonly tlsPort?: number }>;
  /** Closes every connection without letting last wills speak: the hub goes, not the devices. */
  stop(): Promise<void>;
  /**
   * QoS 1. Resolves when it is on disk for all who must still get it after a crash; a retained message too. An empty
   * retained payload clears the topic.
   */
  publish(topic: string, payload: string | Uint8Array, options: { readonly retain: boolean }): Promise<void>;
  /** Closes the connections of a device or person; `forget` also ends its sessions with what waits in them. */
  disconnect(kind: Identity['kind'], name: string, options?: { readonly forget?: boolean }): void;
  stats(): BrokerStats;
}

interface Running {
  readonly aedes: Aedes;
  readonly sessions: Sessions;
  readonly retained: RetainedMessages;
  readonly listeners: Listeners;
  readonly sweep: NodeJS.Timeout;
}

export function createBroker(options: BrokerOptions): Broker {
  const { host, port, tls, storage, now = Date.now } = options;
  const limits: BrokerLimits = { ...defaultLimits, ...options.limits };
  const counters = createCounters();
  const connections = createConnections();
  const log = createChangeLog(storage, saveRetryMs);
  const sockets = new Set<Socket>();
  let running: Running | undefined;
  let stopping = false;
  let lastTicket = 0;

  function nextTicket(): number {
    lastTicket += 1;
    return lastTicket;
  }

  async function start() {
    const snapshot = await storage.load();
    const sessions = createSessions({ snapshot, log, limits, counters, now, nextTicket });
    const retained = createRetainedMessages(snapshot.retained, log);
    const parts = { ...options, limits, counters, connections, sessions, retained, log };
    const aedes = createAedes({ ...parts, isStopping: () => stopping });
    await aedes.listen();
    const listeners = createListeners({ host, port, tls, limits, counters, accept: (socket) => accept(aedes, socket) });
    sessions.forgetIdle();
    const sweep = setInterval(() => sessions.forgetIdle(), hourMs);
    running = { aedes, sessions, retained, listeners, sweep };
    return listeners.start();
  }

  function accept(aedes: Aedes, socket: Socket): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    aedes.handle(guardConnection(socket, limits));
  }

  return {
    start,

    async stop() {
      if (running === undefined) return;
      const { aedes, listeners, sweep } = running;
      stopping = true;
      clearInterval(sweep);
      const closed = listeners.stop();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await log.stop();
    },

    async publish(topic, payload, { retain }) {
      if (running === undefined || stopping) throw new Error('the broker is not running');
      const { aedes, sessions, retained } = running;
      const bytes = Buffer.from(payload as Uint8Array);
      const ticket = nextTicket();
      if (retain) retained.store({ topic, payload: bytes });
      for (const session of sessions.matching(topic)) sessions.enqueue(session, { ticket, topic, payload: bytes });
      const message = { cmd: 'publish', topic, payload: bytes, qos: 1, retain: false, dup: false } as const;
      const packet = { ...message, brokerId: aedes.id, brokerCounter: ticket };
      // Who is online has it when the socket has it; the promise is about the disk alone.
      aedes.publish(packet, () => {});
      await log.settled();
    },

    disconnect(kind, name, { forget = false } = {}) {
      const owner = `${kind}:${name}`;
      if (forget) running?.sessions.forgetOwner(owner);
      for (const { client } of connections.ofOwner(owner)) client.close();
    },

    stats: () => ({
      ...counters,
      connections: sockets.size,
      signedIn: connections.signedIn,
      sessions: running?.sessions.size ?? 0,
      queued: running?.sessions.queued ?? 0,
      retained: running?.retained.size ?? 0,
    }),
  };
}
