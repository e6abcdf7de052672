// How much one client may ask of the broker. One table, so that a limit is found, set, documented and tested in one place:
// each is far above what a hotel of 800 rooms ever asks for, and what meets one is counted.
import type { BrokerCounters } from './counters.ts';

export interface LimitRow {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** In the words of the settings' documentation. */
  readonly what: string;
  /** The counter that rises where the limit is met. */
  readonly counter: keyof BrokerCounters;
}

const day = 24 * 60 * 60 * 1000;

export const limitTable = {
  connections: {
    usual: 25_000,
    least: 1,
    most: 1_000_000,
    what: 'Open connections. Beyond it the one that owes its CONNECT longest gives way, else the new one',
    counter: 'crowdedOut',
  },
  connectTimeoutMs: {
    usual: 5_000,
    least: 50,
    most: 60_000,
    what: 'Milliseconds from accept to a whole CONNECT, and for a TLS handshake',
    counter: 'connectTimeouts',
  },
  connectsPerSecond: {
    usual: 2_000,
    least: 1,
    most: 100_000,
    what: 'Sign-ins a second; what comes faster waits in line, one line per address, served in turn',
    counter: 'connectsRefusedBusy',
  },
  connectsPerSecondPerAddress: {
    usual: 100,
    least: 1,
    most: 100_000,
    what: 'Failed sign-ins a second of strangers at one address, and of each device id there. Whoever signs in is not counted',
    counter: 'connectsRefusedBusy',
  },
  connectBurstPerAddress: {
    usual: 500,
    least: 1,
    most: 100_000,
    what: 'Failed sign-ins at once, before that rate counts',
    counter: 'connectsRefusedBusy',
  },
  connectWaitMs: {
    usual: 20_000,
    least: 1,
    most: 120_000,
    what: 'Milliseconds that a CONNECT waits in line before it is told to come again',
    counter: 'connectsRefusedBusy',
  },
  lossesPerMinute: {
    usual: 60,
    least: 2,
    most: 10_000,
    what: 'Connections of one client id that end without DISCONNECT in a minute, before it has to pause',
    counter: 'flappingRefused',
  },
  flappingPauseMs: {
    usual: 5 * 60_000,
    least: 1,
    most: day,
    what: 'Milliseconds of that pause',
    counter: 'flappingRefused',
  },
  keepaliveMinS: {
    usual: 15,
    least: 0,
    most: 300,
    what: 'Shortest keep-alive, seconds. 0 would never notice a dead device',
    counter: 'refusedConnects',
  },
  keepaliveMaxS: {
    usual: 300,
    least: 1,
    most: 65_535,
    what: 'Longest keep-alive, seconds',
    counter: 'refusedConnects',
  },
  packetBytesBeforeConnack: {
    usual: 4 * 1024,
    least: 128,
    most: 64 * 1024,
    what: 'Bytes of a whole packet from a client that is not signed in',
    counter: 'brokenFrames',
  },
  packetBytes: {
    usual: 64 * 1024,
    least: 1024,
    most: 16 * 1024 * 1024,
    what: 'Bytes of a whole packet',
    counter: 'brokenFrames',
  },
  clientIdLength: {
    usual: 128,
    least: 23,
    most: 1024,
    what: 'Characters of a client id',
    counter: 'refusedConnects',
  },
  topicLevels: {
    usual: 8,
    least: 5,
    most: 100,
    what: 'Levels of a topic or filter',
    counter: 'refusedPublishes',
  },
  topicBytes: {
    usual: 256,
    least: 192,
    most: 65_535,
    what: 'Bytes of a topic or filter',
    counter: 'refusedPublishes',
  },
  filtersPerClient: {
    usual: 64,
    least: 2,
    most: 10_000,
    what: 'Subscriptions of one client',
    counter: 'refusedSubscriptions',
  },
  publishesPerSecond: {
    usual: 500,
    least: 1,
    most: 100_000,
    what: 'Messages a second of one device or person, 4 KB each. Beyond it the hub reads slower and loses nothing',
    counter: 'throttled',
  },
  publishBurst: {
    usual: 2_500,
    least: 1,
    most: 1_000_000,
    what: 'Messages of one device or person at once, before its rate counts',
    counter: 'throttled',
  },
  inflightBytes: {
    usual: 256 * 1024,
    least: 1024,
    most: 64 * 1024 * 1024,
    what: 'Bytes of one client’s messages that wait for the disk. Beyond it the hub reads slower and loses nothing',
    counter: 'throttled',
  },
  inflightQos2: {
    usual: 100,
    least: 1,
    most: 65_535,
    what: 'QoS 2 messages of one client between PUBLISH and PUBREL',
    counter: 'connectionErrors',
  },
  unsentBytes: {
    usual: 256 * 1024,
    least: 4 * 1024,
    most: 64 * 1024 * 1024,
    what: 'Bytes that may wait for a client that does not read; beyond it the client goes',
    counter: 'slowClientsClosed',
  },
  queuedMessages: {
    usual: 1_000,
    least: 1,
    most: 60_000,
    what: 'Messages that wait for one persistent session; the oldest give way',
    counter: 'queueDropped',
  },
  queuedBytes: {
    usual: 1024 * 1024,
    least: 1024,
    most: 1024 * 1024 * 1024,
    what: 'Bytes that wait for one persistent session; the oldest give way',
    counter: 'queueDropped',
  },
  queuedMs: {
    usual: day,
    least: 1,
    most: 30 * day,
    what: 'Milliseconds that a message waits for a persistent session',
    counter: 'queueDropped',
  },
  sessionsPerOwner: {
    usual: 4,
    least: 1,
    most: 1_000,
    what: 'Persistent sessions of one device or person; the one that is offline longest gives way, else the oldest',
    counter: 'sessionsEvicted',
  },
  sessions: {
    usual: 50_000,
    least: 1,
    most: 1_000_000,
    what: 'Persistent sessions of all; the one that is offline longest gives way, else the oldest',
    counter: 'sessionsEvicted',
  },
  sessionIdleMs: {
    usual: 7 * day,
    least: 1,
    most: 90 * day,
    what: 'Milliseconds after which a session that stayed offline is forgotten',
    counter: 'sessionsExpired',
  },
  retainedMessages: {
    usual: 50_000,
    least: 1,
    most: 1_000_000,
    what: 'Retained messages. They are the hub’s own: what clients retain is not kept',
    counter: 'retainedRefused',
  },
  loopLagMs: {
    usual: 200,
    least: 10,
    most: 10_000,
    what: 'Milliseconds by which the event loop may be late, three times in a row, before QoS 0 is shed; new sign-ins wait too where it lasts',
    counter: 'shedQos0',
  },
} satisfies Record<string, LimitRow>;

export type BrokerLimit = keyof typeof limitTable;

export type BrokerLimits = { readonly [Limit in BrokerLimit]: number };

export const defaultLimits = Object.fromEntries(
  Object.entries(limitTable).map(([limit, { usual }]) => [limit, usual]),
) as unknown as BrokerLimits;
