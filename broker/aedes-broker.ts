// aedes with the hub's hooks: who signs in, what is taken from whom, what goes to whom. A client's message ends at the
// hub's `admit`; only the hub's own messages are routed to clients.
import type { EventEmitter } from 'node:events';
import { Aedes, type Client } from 'aedes';
import { createAedesPersistence, type PersistenceParts } from './aedes-persistence.ts';
import type { AedesClient, Connection } from './connections.ts';
import { disableHighWaterDedupe, type ForwardedMessage, mayForward } from './forwarding.ts';
import { FrameError } from './frame-scanner.ts';
import type { Identity } from './identity.ts';
import { createIntake, type IntakeParts } from './intake.ts';
import { createSignIn, SignInError, type SignInParts } from './sign-in.ts';
import { subscribeRefusal } from './topic-policy.ts';
import { isTopicFilter } from './well-formed.ts';

/** A client whose socket stays full this long has died without a word. */
const drainTimeoutMs = 10_000;

export interface AedesParts extends SignInParts, IntakeParts, PersistenceParts {
  readonly isStopping: () => boolean;
  readonly connectionChanged?: (identity: Identity, connected: boolean) => void;
  readonly failed?: (error: Error) => void;
}

/** @returns aedes, ready to `listen`. */
export function createAedes(parts: AedesParts): Aedes {
  const { limits, counters, connections, sessions, connectionChanged } = parts;
  const signIn = createSignIn(parts);
  const intake = createIntake(parts);

  const aedes = new Aedes({
    // Unlimited: the limit's queue unwinds by recursion and overflows the stack. Slow readers have a limit of their own.
    concurrency: 0,
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: drainTimeoutMs,
    persistence: createAedesPersistence(parts),

    preConnect(aedesClient, { clientId = '', clean = true, keepalive = 0 }, done) {
      const client = own(aedesClient);
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
      intake(connection, message).then(() => done(), done);
    },

    authorizeSubscribe(client, subscription, done) {
      const connection = connections.of(client);
      if (connection?.identity === undefined) return done(new Error('a subscription before sign-in'));
      if (!isTopicFilter(subscription.topic)) return done(new Error('ill-formed topic filter (4.7)'));
      const reason = subscribeRefusal(connection.identity, subscription.topic);
      if (reason === undefined) return done(null, subscription);
      counters.refusedSubscriptions += 1;
      parts.refused?.(connection.identity, subscription.topic, reason, new Uint8Array());
      if (connection.session !== undefined) sessions.unsubscribe(connection.session, subscription.topic);
      done(null, null);
    },

    authorizeForward(client, message) {
      const connection = connections.of(client);
      const goes =
        connection !== undefined && mayForward(connection, message as ForwardedMessage, { limits, counters });
      return goes ? message : null;
    },
  });
  endUplink(aedes);

  aedes.on('connackSent', ({ returnCode }, client) => {
    if (returnCode === 0) own(client).conn.open();
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
      parts.refused?.(identity, '', error.message, new Uint8Array());
    }
  });
  aedes.on('connectionError', (_client, error) => countError(error));
  (aedes as EventEmitter).on('error', (error: Error) => parts.failed?.(error));

  function ended(connection: Connection): void {
    if (connection.session !== undefined) sessions.leave(connection.session, connection);
    if (connection.identity !== undefined && connections.signOut(connection)) {
      connectionChanged?.(connection.identity, false);
    }
  }

  function countError(error: Error): void {
    if (error instanceof FrameError) counters.brokenFrames += 1;
    else if (error.message === 'connect did not arrive in time') counters.connectTimeouts += 1;
    else if (!(error instanceof SignInError)) counters.connectionErrors += 1;
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
