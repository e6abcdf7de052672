// What the broker counts. Every refusal and every drop has a counter: nothing is lost silently.

export interface BrokerCounters {
  /** Messages that `admit` took. */
  admitted: number;
  /** QoS 0 messages that `admit` could not take. */
  droppedQos0: number;
  refusedConnects: number;
  refusedPublishes: number;
  refusedSubscriptions: number;
  /** Packets too large, malformed or out of place, found before they were read whole. */
  brokenFrames: number;
  /** Connections that ended with another error: a reset, a missed keep-alive, a protocol error. */
  connectionErrors: number;
  /** Clients that did not read and were closed. */
  slowClientsClosed: number;
  connectTimeouts: number;
  failedHandshakes: number;
  /** QoS 1 messages that a full queue gave up. */
  queueDropped: number;
  sessionsExpired: number;
  sessionsEvicted: number;
}

export interface BrokerStats extends Readonly<BrokerCounters> {
  readonly connections: number;
  readonly signedIn: number;
  readonly sessions: number;
  readonly queued: number;
  readonly retained: number;
}

export function createCounters(): BrokerCounters {
  return {
    admitted: 0,
    droppedQos0: 0,
    refusedConnects: 0,
    refusedPublishes: 0,
    refusedSubscriptions: 0,
    brokenFrames: 0,
    connectionErrors: 0,
    slowClientsClosed: 0,
    connectTimeouts: 0,
    failedHandshakes: 0,
    queueDropped: 0,
    sessionsExpired: 0,
    sessionsEvicted: 0,
  };
}
