// How much one client may ask of the broker. One table, so that a limit is found, set and tested in one place.

export interface BrokerLimits {
  readonly connections: number;
  /** From accept to a complete CONNECT, and for a TLS handshake. */
  readonly connectTimeoutMs: number;
  /** CONNECT with a keep-alive outside of the window is refused: 0 would never notice a dead device. */
  readonly keepaliveMinS: number;
  readonly keepaliveMaxS: number;
  /** Whole control packets, header included. */
  readonly packetBytesBeforeConnack: number;
  readonly packetBytes: number;
  readonly clientIdLength: number;
  /** What may wait unsent for a client that does not read; beyond it the client goes. */
  readonly unsentBytes: number;
  readonly queuedMessages: number;
  readonly queuedBytes: number;
  /** Persistent sessions of one device or person; the one that is offline longest gives way. */
  readonly sessionsPerOwner: number;
  /** A session that stayed offline so long is forgotten. */
  readonly sessionIdleMs: number;
}

export const defaultLimits: BrokerLimits = {
  connections: 25_000,
  connectTimeoutMs: 5_000,
  keepaliveMinS: 15,
  keepaliveMaxS: 300,
  packetBytesBeforeConnack: 4 * 1024,
  packetBytes: 64 * 1024,
  clientIdLength: 128,
  unsentBytes: 256 * 1024,
  queuedMessages: 1_000,
  queuedBytes: 1024 * 1024,
  sessionsPerOwner: 4,
  sessionIdleMs: 7 * 24 * 60 * 60 * 1000,
};
