// What a client publishes: checked against its identity, then given to `admit`, whose answer decides over PUBACK.
// A client's message is for the hub alone: it is never retained and never routed to another client.

import type { Connection } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { Identity } from './identity.ts';
import type { BrokerLimits } from './limits.ts';
import type { Overload } from './overload.ts';
import type { TopicPolicy } from './topic-policy.ts';
import { isTopicName, topicSizeRefusal } from './well-formed.ts';

/** How much of a refused payload the engineer is shown. */
const firstBytesLength = 64;

export interface AdmittedMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  /** As the client set it: it is live all the same, and the broker keeps nothing of it. */
  readonly retain: boolean;
  readonly identity: Identity;
}

export interface IntakeParts {
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly policy: TopicPolicy;
  readonly overload: Overload;
  /**
   * Called in the order of sending, before anything is awaited. Resolves: PUBACK goes out. Rejects: no PUBACK, and the
   * connection is closed, so that the device sends again. Messages that settle together best share one promise.
   */
  readonly admit: (message: AdmittedMessage) => Promise<void>;
  /** A message or a last will outside of the sender's own channels; with no topic, bytes that are no message at all. */
  readonly refused?: (identity: Identity, topic: string, reason: string, firstBytes: Uint8Array) => void;
}

export interface IncomingMessage {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

export interface Intake {
  /**
   * Resolves when the message may be acknowledged; messages that settle together share one promise. A topic that is not the
   * sender's own is acknowledged, counted and reported: 3.1.1 has no negative PUBACK, and without one the device would send it
   * for ever and take its good messages down with it.
   * @throws Error where it is no message of a signed-in client with a well-formed topic.
   */
  take(connection: Connection, message: IncomingMessage): Promise<void>;
  /** Messages of this client whose promise was rejected, by whether the client waits for an answer. */
  notTaken(connection: Connection, messages: { readonly answered: number; readonly unanswered: number }): void;
  /** Messages that `admit` has not answered. */
  readonly inFlight: number;
}

const answeredAtOnce = Promise.resolve();

export function createIntake({ limits, counters, policy, overload, admit, refused }: IntakeParts): Intake {
  let inFlight = 0;
  let together: { readonly settled: Promise<void>; count: number } | undefined;

  function count(settled: Promise<void>): void {
    inFlight += 1;
    if (together?.settled === settled) {
      together.count += 1;
      return;
    }
    const those = { settled, count: 1 };
    together = those;
    const settle = () => {
      // A promise that is settled already may be given again: what it is given for then is counted anew.
      if (together === those) together = undefined;
      inFlight -= those.count;
    };
    settled.then(() => {
      settle();
      counters.admitted += those.count;
    }, settle);
  }

  function refusal(connection: Connection, identity: Identity, topic: string): string | undefined {
    if (topic === connection.ownTopic) return undefined;
    if (!isTopicName(topic)) throw new Error('ill-formed topic (1.5.3, 4.7.3)');
    const reason = topicSizeRefusal(topic, limits) ?? policy.publishRefusal(identity, topic);
    if (reason === undefined) connection.ownTopic = topic;
    return reason;
  }

  return {
    take(connection, { topic, payload, qos, retain }) {
      const { identity } = connection;
      if (identity === undefined) throw new Error('a message from a client that is not signed in');
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      const reason = refusal(connection, identity, topic);
      if (reason !== undefined) {
        counters.refusedPublishes += 1;
        refused?.(identity, topic, reason, bytes.subarray(0, firstBytesLength));
        return answeredAtOnce;
      }
      if (qos === 0 && overload.load !== 'calm') {
        counters.shedQos0 += 1;
        return answeredAtOnce;
      }
      const settled = admit({ topic, payload: bytes, qos, retain, identity });
      count(settled);
      return settled;
    },
    notTaken(connection, { answered, unanswered }) {
      counters.droppedQos0 += unanswered;
      if (answered > 0) connection.endedByHub = true;
    },
    get inFlight() {
      return inFlight;
    },
  };
}
