// From CONNECT to an identity. What is wrong with a CONNECT is said in its CONNACK (3.1.1 section 3.2.2.3), and every
// refusal is counted and reported; a session belongs to its identity from here on.

import { type ClientCertificate, certificateRefusal, isOwnCertificate } from './client-certificates.ts';
import type { Connection, ConnectRequest } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { Flapping } from './flapping.ts';
import { type Identity, ownerOf, sessionName } from './identity.ts';
import type { BrokerLimits } from './limits.ts';
import type { Sessions } from './sessions.ts';
import type { Turnstile } from './turnstile.ts';
import { isWellFormed } from './well-formed.ts';

/** CONNACK return codes of 3.1.1. */
const identifierRejected = 2;
const serverUnavailable = 3;
const badCredentials = 4;
const notAuthorized = 5;

export class SignInError extends Error {
  /** aedes answers CONNACK with it. */
  readonly returnCode: number;
  constructor(returnCode: number, message: string) {
    super(message);
    this.returnCode = returnCode;
  }
}

export interface SignInParts {
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly sessions: Sessions;
  readonly turnstile: Turnstile;
  readonly flapping: Flapping;
  /** Keys of the client certificates that are revoked. */
  readonly revoked: () => ReadonlySet<string>;
  /** Unix ms. */
  readonly now: () => number;
  /** Rejects where it cannot tell: the client is asked to come again. `address`: whom failures are counted for. */
  readonly authenticate: (
    clientId: string,
    username: string | undefined,
    password: Uint8Array | undefined,
    address: string,
  ) => Promise<Identity | undefined>;
  /** Whether a device of this id is registered: nobody else may use its id as client id. */
  readonly isDevice: (id: string) => boolean;
  readonly refusedConnect?: (clientId: string, username: string | undefined, reason: string) => void;
}

export type SignIn = (
  connection: Connection,
  username: string | undefined,
  password: Uint8Array | undefined,
) => Promise<void>;

/** @returns a function that gives the connection its identity and session, or rejects with a SignInError. */
export function createSignIn(parts: SignInParts): SignIn {
  const { limits, counters, sessions, turnstile, flapping, revoked, now, authenticate, isDevice, refusedConnect } =
    parts;

  async function identify(connection: Connection, username: string | undefined, password: Uint8Array | undefined) {
    const { request, client } = connection;
    checkRequest(request, limits);
    const identity = await authenticate(request.clientId, username, password, client.conn.peer.address).catch(() => {
      throw new SignInError(serverUnavailable, 'sign-in is not possible now');
    });
    if (identity === undefined) throw new SignInError(badCredentials, 'bad user name or password');
    checkCertificate(client.conn.peer.certificate, identity);
    const own = identity.kind === 'device' && identity.id === request.clientId;
    if (!own && isDevice(request.clientId)) {
      throw new SignInError(identifierRejected, `client id ${request.clientId} is another device's id`);
    }
    return identity;
  }

  function checkCertificate(certificate: ClientCertificate | undefined, identity: Identity): void {
    if (certificate === undefined) return;
    const reason = certificateRefusal(certificate, now(), revoked());
    if (reason !== undefined) throw new SignInError(notAuthorized, reason);
    if (isOwnCertificate(certificate, identity)) return;
    throw new SignInError(notAuthorized, `the certificate is of ${certificate.commonName}`);
  }

  function checkPause(name: string): void {
    const pauseMs = flapping.pauseMs(name);
    if (pauseMs === 0) return;
    counters.flappingRefused += 1;
    const pause = `has to pause for ${Math.ceil(pauseMs / 1000)} s`;
    throw new SignInError(serverUnavailable, `its connections keep breaking: two clients with one id? It ${pause}`);
  }

  async function signIn(connection: Connection, username: string | undefined, password: Uint8Array | undefined) {
    const { request, client } = connection;
    const { address } = client.conn.peer;
    const turn = await turnstile.turn({ address, name: username ?? '', isGone: () => client.closed });
    if (turn === undefined) throw new SignInError(serverUnavailable, 'too many sign in at once');
    try {
      const identity = await identify(connection, username, password);
      // An empty client id got a random one from aedes; it is of this connection only (3.1.3-6).
      const name = sessionName(identity, request.clientId === '' ? client.id : request.clientId);
      turn.signedIn();
      checkPause(name);
      connection.identity = identity;
      client.id = name;
      if (!request.clean && !client.closed) {
        connection.session = sessions.resume(client.id, ownerOf(identity), connection);
      }
    } catch (error) {
      if ((error as SignInError).returnCode !== serverUnavailable) turn.refused();
      throw error;
    }
  }

  return async (connection, username, password) => {
    try {
      await signIn(connection, username, password);
    } catch (error) {
      // Who went away while it waited was not refused.
      if (connection.client.closed) throw error;
      counters.refusedConnects += 1;
      refusedConnect?.(connection.request.clientId, username, (error as Error).message);
      throw error;
    }
  };
}

function checkRequest({ clientId, clean, keepaliveS }: ConnectRequest, limits: BrokerLimits): void {
  if (clientId === '' && !clean) {
    throw new SignInError(identifierRejected, 'a persistent session needs a client id (3.1.3-8)');
  }
  if (!isWellFormed(clientId) || clientId.length > limits.clientIdLength) {
    throw new SignInError(
      identifierRejected,
      `client id: expected at most ${limits.clientIdLength} printable characters`,
    );
  }
  if (keepaliveS < limits.keepaliveMinS || keepaliveS > limits.keepaliveMaxS) {
    const window = `${limits.keepaliveMinS} to ${limits.keepaliveMaxS} s`;
    throw new SignInError(notAuthorized, `keep-alive of ${keepaliveS} s: expected ${window}`);
  }
}
