// aedes with the hub's hooks: who signs in, what goes to whom, and of what clients say the wills and QoS 2; all else that they
// publish goes by `uplink`. A client's message ends at the hub's `admit`; only the hub's own messages are routed to clients.
import type { EventEmitter } from 'node:events';
import { Aedes, type Client } from 'aedes';
import { createAedesPersistence, type PersistenceParts } from './aedes-persistence.ts';
import type { AedesClient, Connection } from './connections.ts';
import { countConnectionError } from './counters.ts';
import { disableHighWaterDedupe, type ForwardedMessage, forwarded } from './forwarding.ts';
import { FrameError } from './frame-scanner.ts';
import { type Identity, ownerOf } from './identity.ts';
import type { Intake } from './intake.ts';
import type { PublishRates } from './publish-rates.ts';
import type { RefusalReports } from './refusal-reports.ts';
import { createSignIn, SignInError, type SignInParts } from './sign-in.ts';
import type { TopicPolicy } from './topic-policy.ts';
import { createUplink } from './uplink.ts';
import { isTopicFilter, topicSizeRefusal } from './well-formed.ts';

/** A client whose socket stays full this long has died without a word. */
const drainTimeoutMs = 10_000;

export interface AedesParts extends SignInParts, PersistenceParts {
  readonly policy: TopicPolicy;
  readonly intake: Intake;
  readonly publishRates: PublishRates;
  readonly reports: RefusalReports;
  readonly isStopping: () => boolean;
  readonly connectionChanged?: (identity: Identity, connected: boolean) => void;
  readonly failed?: (error: Error) => void;
}

/** @returns aedes, ready to `listen`. */
export function createAedes(parts: AedesParts): Aedes {
  const { limits, counters, connections, sessions, policy, intake, publishRates, reports, connectionChanged } = parts;
  const signIn = createSignIn({ ...parts, refusedConnect: reports.refusedConnect });

  const aedes = new Aedes({
    // Unlimited: the limit's queue unwinds by recursion and overflows the stack. Slow readers have a limit of their own.
    concurrency: 0,
    // It gets whole CONNECTs only: who is late is dealt with on arrival.
    connectTimeout: limits.connectTimeoutMs,
    maxInflightInbound: limits.inflightQos2,
    drainTimeout: drainTimeoutMs,
    persistence: createAedesPersistence(parts),

    preConnect(aedesClient, { clientId = '', clean = true, keepalive = 0, username, password, will }, done) {
      const client = own(aedesClient);
      // What the parser lets pass.
      if (password !== undefined && username === undefined) {
        return done(new Error('a password without a user name (3.1.2-22)'), false);
      }
      if ((will?.qos ?? 0) > 2) return done(new Error('a will of QoS 3 (3.1.2-14)'), false);
      disableHighWaterDedupe(client);
      const connection = connections.open(client, { clientId, clean, keepaliveS: keepalive });
      client.conn.once('close', () => ended(connection));
      done(null, true);
    },

    authenticate(client, username, password, done) {
      const connection = connections.of(client);
      if (connection === undefined) return done(null, false);
      signIn(connection, username, password).then(
        () => done(null, true),
        (error) => done(error, null),
      );
    },

    authorizePublish(client, message, done) {
      const connection = client === null ? undefined : connections.of(client);
      if (connection === undefined) return done(new Error('a message without a client'));
      // Only a last will comes from a closed client.
      if (connection.client.closed && parts.isStopping()) return done(new Error('the hub stops'));
      try {
        intake.take(connection, message).then(() => done(), notTaken);
      } catch (error) {
        done(error as Error);
      }

      function notTaken(error: Error): void {
        const isAnswered = message.qos > 0;
        intake.notTaken(connection as Connection, { answered: isAnswered ? 1 : 0, unanswered: isAnswered ? 0 : 1 });
        done(isAnswered ? error : undefined);
      }
    },

    authorizeSubscribe(client, subscription, done) {
      const connection = connections.of(client);
      if (connection?.identity === undefined) return done(new Error('a subscription before sign-in'));
      if (!isTopicFilter(subscription.topic)) return done(new Error('ill-formed topic filter (4.7)'));
      const reason = filterRefusal(connection, connection.identity, subscription.topic);
      if (reason === undefined) {
        connection.filters.set(subscription.topic, subscription.qos);
        // SUBACK and session keep the QoS that was asked for; aedes hands every message over as it is, because with which
        // QoS it goes is decided over all filters of the client together, in `forwarded`.
        return done(null, { ...subscription, qos: 2 });
      }
      counters.refusedSubscriptions += 1;
      reports.refused(connection.identity, subscription.topic, reason, new Uint8Array());
      if (connection.session !== undefined) sessions.unsubscribe(connection.session, subscription.topic);
      done(null, null);
    },

    authorizeForward(client, message) {
      const connection = connections.of(client);
      if (connection === undefined) return null;
      return forwarded(connection, message as typeof message & ForwardedMessage, { limits, counters, policy }) ?? null;
    },
  });
  endUplink(aedes);

  aedes.on('connackSent', ({ returnCode }, client) => {
    const connection = connections.of(client);
    if (returnCode !== 0 || connection?.identity === undefined) return;
    const { conn } = own(client);
    const uplink = createUplink({ connection, intake, limits, counters, roomMade: conn.roomMade });
    conn.open(publishRates.of(ownerOf(connection.identity)), uplink);
  });
  aedes.on('unsubscribe', (filters, client) => {
    for (const filter of filters) connections.of(client)?.filters.delete(filter);
  });
  aedes.on('clientReady', (client) => {
    const connection = connections.of(client);
    if (connection?.identity === undefined || client.closed) return;
    if (connections.signIn(connection)) connectionChanged?.(connection.identity, true);
  });
  aedes.on('clientError', (client, error) => {
    countError(error);
    const identity = connections.of(client)?.identity;
    if (error instanceof FrameError && identity !== undefined) {
      reports.refused(identity, '', error.message, new Uint8Array());
    }
  });
  aedes.on('connectionError', (_client, error) => countError(error));
  (aedes as EventEmitter).on('error', (error: Error) => parts.failed?.(error));

  function filterRefusal({ filters }: Connection, identity: Identity, filter: string): string | undefined {
    const reason = topicSizeRefusal(filter, limits) ?? policy.subscribeRefusal(identity, filter);
    if (reason !== undefined || filters.has(filter) || filters.size < limits.filtersPerClient) return reason;
    return `has ${filters.size} subscriptions already`;
  }

  function ended(connection: Connection): void {
    const { client, session, identity } = connection;
    if (session !== undefined) sessions.leave(session, connection);
    if (identity === undefined || !connections.signOut(connection)) return;
    if (!client._disconnected && !connection.endedByHub && !parts.isStopping()) parts.flapping.lost(client.id);
    if (!connections.isHere(ownerOf(identity))) connectionChanged?.(identity, false);
  }

  function countError(error: Error): void {
    if (!(error instanceof SignInError)) countConnectionError(counters, error);
  }

  return aedes;
}

function own(client: Client): AedesClient {
  return client as unknown as AedesClient;
}

/** aedes publishes what it acknowledged; a client's message has reached its end by then. */
function endUplink(aedes: Aedes): void {
  const route = aedes.publish.bind(aedes) as (packet: unknown, client: unknown, done?: unknown) => void;
  aedes.publish = (packet: unknown, client: unknown, done?: () => void) => {
    if (typeof client === 'object' && client !== null) done?.();
    else route(packet, client, done);
  };
}
