// The embedded MQTT broker: what it is made of, its start and stop, and the way of the hub's own messages out.
// What `publish` promised, and every session, is on disk: a crash costs at most a redelivery.
import type { Aedes } from 'aedes';
import { createAedes } from './aedes-broker.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createChangeLog } from './change-log.ts';
import { certificateRefusal } from './client-certificates.ts';
import { createConnections } from './connections.ts';
import { type BrokerStats, createCounters } from './counters.ts';
import { createFlapping } from './flapping.ts';
import type { GuardedConnection } from './guarded-connection.ts';
import type { Identity } from './identity.ts';
import { createIntake, type IntakeParts } from './intake.ts';
import { type BrokerLimits, defaultLimits } from './limits.ts';
import { createListeners, type Listeners, type TlsListener, type TlsMaterial } from './listeners.ts';
import { createOverload, type Load, watchEventLoop } from './overload.ts';
import { createPublishRates } from './publish-rates.ts';
import { createRefusalReports } from './refusal-reports.ts';
import { createRetainedMessages, type RetainedMessages } from './retained-messages.ts';
import { readRevoked } from './revocation-list.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { SignInParts } from './sign-in.ts';
import type { BrokerStorage } from './storage.ts';
import { ownTopicsOnly, type TopicPolicy } from './topic-policy.ts';
import { createTurnstile } from './turnstile.ts';

const saveRetryMs = 1_000;
/** Certificates end within this of their time. */
const certificateSweepMs = 15_000;
const sweepMs = 60_000;
const loads: readonly Load[] = ['calm', 'shedding', 'closed'];

export interface BrokerOptions
  extends Pick<SignInParts, 'authenticate' | 'isDevice' | 'refusedConnect'>,
    Pick<IntakeParts, 'admit' | 'refused'> {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly tls?: TlsListener;
  readonly storage: BrokerStorage;
  readonly limits?: Partial<BrokerLimits>;
  /** Who may publish and subscribe where, where it is not what the hub's own clients may. */
  readonly policy?: TopicPolicy;
  /** The first connection of an identity came, or its last one went. */
  readonly connectionChanged?: (identity: Identity, connected: boolean) => void;
  /** The event loop is late, later, or on time again: said before anything is given up for it. */
  readonly loadChanged?: (load: Load, lagMs: number) => void;
  /** From when on a message must not reach its receiver any more, Unix ms by `now`; undefined where it may. */
  readonly expiryOf?: (topic: string, payload: Uint8Array) => number | undefined;
  /** An error that belongs to no client. */
  readonly failed?: (error: Error) => void;
  /** Unix ms; the age of offline sessions and the time of certificates are measured by it. */
  readonly now?: () => number;
  /** Of a clock that never goes back, ms: rates are measured by it. */
  readonly monotonicMs?: () => number;
}

export interface PublishOptions {
  readonly retain: boolean;
  /** 1 where it is not said. 2 is exactly once as long as this process lives; after its crash such a message comes with 1. */
  readonly qos?: 0 | 1 | 2;
}

export interface Broker {
  start(): Promise<{ readonly port: number; readonly tlsPort?: number }>;
  /** Closes every connection without letting last wills speak: the hub goes, not the devices. */
  stop(): Promise<void>;
  /**
   * Resolves when it is on disk for all who must still get it after a crash; a retained message too. An empty retained
   * payload clears the topic.
   */
  publish(topic: string, payload: string | Uint8Array, options: PublishOptions): Promise<void>;
  /** Closes the connections of a device or person; `forget` also ends its sessions with what waits in them. */
  disconnect(kind: Identity['kind'], name: string, options?: { readonly forget?: boolean }): void;
  /** Other certificates from now on, for those who are connected too. @throws Error where they cannot be used; the old ones stay */
  renewTls(material: TlsMaterial): void;
  /** Closes connections whose certificate is no good any more; done every 15 s too. */
  checkCertificates(): void;
  stats(): BrokerStats;
}

interface Running {
  readonly aedes: Aedes;
  readonly sessions: Sessions;
  readonly retained: RetainedMessages;
  readonly arrivals: Arrivals;
  readonly listeners: Listeners;
  readonly stopWatching: () => void;
}

export function createBroker(options: BrokerOptions): Broker {
  const { host, port, tls, storage, policy = ownTopicsOnly, now = Date.now } = options;
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  const limits: BrokerLimits = { ...defaultLimits, ...options.limits };
  const counters = createCounters();
  const connections = createConnections();
  const log = createChangeLog(storage, saveRetryMs);
  const reports = createRefusalReports(options, counters, monotonicMs);
  const overload = createOverload(limits, (load, lagMs) => options.loadChanged?.(load, lagMs));
  const flapping = createFlapping(limits, monotonicMs);
  const publishRates = createPublishRates(limits, counters, monotonicMs);
  const isClosed = () => overload.load === 'closed';
  const turnstile = createTurnstile({ limits, counters, isKnown: options.isDevice, isClosed, nowMs: monotonicMs });
  const { admit } = options;
  const intake = createIntake({ limits, counters, policy, overload, admit, refused: reports.refused });
  let revoked = revokedBy(tls);
  let running: Running | undefined;
  let stopping = false;
  let lastTicket = 0;

  function nextTicket(): number {
    lastTicket += 1;
    return lastTicket;
  }

  async function start() {
    const snapshot = await storage.load();
    const { expiryOf = () => undefined } = options;
    const sessions = createSessions({ snapshot, log, limits, counters, now, nextTicket, expiryOf });
    const retained = createRetainedMessages({ stored: snapshot.retained, log, limits, counters });
    const aedes = createAedes({
      ...options,
      ...{ limits, counters, connections, sessions, retained, log, policy, intake, publishRates, reports },
      ...{ turnstile, flapping, now, revoked: () => revoked, isStopping: () => stopping },
    });
    await aedes.listen();
    const connectArrived = (connection: GuardedConnection) => void aedes.handle(connection);
    const arrivals = createArrivals({ limits, counters, connectArrived });
    const listeners = createListeners({ host, port, tls, limits, counters, accept: arrivals.accept });
    sessions.forgetOld();
    running = { aedes, sessions, retained, arrivals, listeners, stopWatching: watch(sessions) };
    return listeners.start();
  }

  /** What is done again and again while the broker runs. @returns what ends it. */
  function watch(sessions: Sessions): () => void {
    const stopWatchingLoop = watchEventLoop(overload);
    const certificateSweep = setInterval(checkCertificates, certificateSweepMs);
    const sweep = setInterval(() => {
      sessions.forgetOld();
      for (const { sweep: forget } of [turnstile, flapping, publishRates, reports]) forget();
    }, sweepMs);
    return () => {
      stopWatchingLoop();
      clearInterval(certificateSweep);
      clearInterval(sweep);
    };
  }

  function checkCertificates(): void {
    for (const connection of connections.all()) {
      const { certificate } = connection.client.conn.peer;
      if (certificate === undefined) continue;
      const reason = certificateRefusal(certificate, now(), revoked);
      if (reason === undefined) continue;
      counters.certificatesEnded += 1;
      connection.endedByHub = true;
      connection.client.conn.destroy(new Error(reason));
    }
  }

  return {
    start,

    async stop() {
      if (running === undefined) return;
      const { aedes, listeners, arrivals, stopWatching } = running;
      stopping = true;
      stopWatching();
      turnstile.stop();
      const closed = listeners.stop();
      await new Promise<void>((resolve) => aedes.close(resolve));
      arrivals.destroyAll();
      await closed;
      await log.stop();
    },

    async publish(topic, payload, { retain, qos = 1 }) {
      if (running === undefined || stopping) throw new Error('the broker is not running');
      const { aedes, sessions, retained } = running;
      const bytes = Buffer.from(payload as Uint8Array);
      const ticket = nextTicket();
      if (retain) retained.store({ topic, payload: bytes });
      if (qos > 0) sessions.enqueue({ ticket, topic, payload: bytes, qos: qos as 1 | 2 });
      const message = { cmd: 'publish', topic, payload: bytes, qos, retain: false, dup: false } as const;
      const packet = { ...message, brokerId: aedes.id, brokerCounter: ticket };
      // Who is online has it when the socket has it; the promise is about the disk alone.
      aedes.publish(packet, () => {});
      await log.settled();
    },

    disconnect(kind, name, { forget = false } = {}) {
      const owner = `${kind}:${name}`;
      if (forget) running?.sessions.forgetOwner(owner);
      for (const connection of connections.ofOwner(owner)) {
        connection.endedByHub = true;
        connection.client.close();
      }
    },

    renewTls(material) {
      const renewed = revokedBy(material);
      running?.listeners.renewTls(material);
      revoked = renewed;
      checkCertificates();
    },

    checkCertificates,

    stats: () => ({
      ...counters,
      connections: running?.arrivals.open ?? 0,
      owingConnect: running?.arrivals.owing ?? 0,
      waitingToSignIn: turnstile.waiting,
      signedIn: connections.signedIn,
      subscriptions: connections.all().reduce((sum, { filters }) => sum + filters.size, 0),
      flapping: flapping.pausing,
      inFlight: intake.inFlight,
      overload: loads.indexOf(overload.load),
      sessions: running?.sessions.size ?? 0,
      queued: running?.sessions.queued ?? 0,
      retained: running?.retained.size ?? 0,
    }),
  };
}

function revokedBy(material: TlsMaterial | undefined): ReadonlySet<string> {
  if (material?.clientCrl === undefined) return new Set();
  return readRevoked(Buffer.from(material.clientCrl as Uint8Array).toString());
}
