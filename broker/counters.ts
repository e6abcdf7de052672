// What the broker counts. Every refusal and every drop has a counter: nothing is lost silently.
import { FrameError } from './frame-scanner.ts';

export interface BrokerCounters {
  /** Messages that `admit` took. */
  admitted: number;
  /** QoS 0 messages that `admit` could not take. */
  droppedQos0: number;
  refusedConnects: number;
  refusedPublishes: number;
  refusedSubscriptions: number;
  /** Refusals that were counted and not told, because too many came at once. */
  refusalsNotTold: number;
  /** QoS 0 messages that were given up while the event loop was late. */
  shedQos0: number;
  /** Times that a client was read slower, because it published faster than it may, or than the disk took it. */
  throttled: number;
  /** Packets too large, malformed or out of place, found before they were read whole. */
  brokenFrames: number;
  /** Connections that ended with another error: a reset, a missed keep-alive, a protocol error. */
  connectionErrors: number;
  /** Clients that did not read and were closed. */
  slowClientsClosed: number;
  connectTimeouts: number;
  /** Connections that gave way, or were not taken, because all were taken. */
  crowdedOut: number;
  /** Clients that waited for their sign-in too long and were told to come again. */
  connectsRefusedBusy: number;
  /** Sign-ins of clients that have to pause, because their connections keep breaking. */
  flappingRefused: number;
  /** Connections that were closed because their certificate expired or was revoked. */
  certificatesEnded: number;
  failedHandshakes: number;
  /** Messages of the hub that a full queue gave up, or that waited too long in it. */
  queueDropped: number;
  sessionsExpired: number;
  sessionsEvicted: number;
  /** Messages that were not retained, because too many are. */
  retainedRefused: number;
}

export interface BrokerStats extends Readonly<BrokerCounters> {
  readonly connections: number;
  /** Connections that owe their CONNECT. */
  readonly owingConnect: number;
  /** Clients that wait for their sign-in. */
  readonly waitingToSignIn: number;
  readonly signedIn: number;
  readonly subscriptions: number;
  /** Client ids that have to pause. */
  readonly flapping: number;
  /** Messages that `admit` has not answered. */
  readonly inFlight: number;
  /** 0 calm, 1 sheds QoS 0, 2 lets nobody sign in as well. */
  readonly overload: number;
  readonly sessions: number;
  readonly queued: number;
  readonly retained: number;
}

/** An error that ended a connection. */
export function countConnectionError(counters: BrokerCounters, error: Error): void {
  if (error instanceof FrameError) counters.brokenFrames += 1;
  else counters.connectionErrors += 1;
}

export function createCounters(): BrokerCounters {
  return {
    admitted: 0,
    droppedQos0: 0,
    refusedConnects: 0,
    refusedPublishes: 0,
    refusedSubscriptions: 0,
    refusalsNotTold: 0,
    shedQos0: 0,
    throttled: 0,
    brokenFrames: 0,
    connectionErrors: 0,
    slowClientsClosed: 0,
    connectTimeouts: 0,
    crowdedOut: 0,
    connectsRefusedBusy: 0,
    flappingRefused: 0,
    certificatesEnded: 0,
    failedHandshakes: 0,
    queueDropped: 0,
    sessionsExpired: 0,
    sessionsEvicted: 0,
    retainedRefused: 0,
  };
}
