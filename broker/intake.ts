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
   * connection is closed, so that the device sends again.
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
  readonly messageId?: number | undefined;
}

export interface Intake {
  /**
   * Resolves when the message may be acknowledged. A topic that is not the sender's own is acknowledged, counted and
   * reported: 3.1.1 has no negative PUBACK, and without one the device would send it for ever and take its good messages
   * down with it.
   */
  take(connection: Connection, message: IncomingMessage): Promise<void>;
  /** Messages that `admit` has not answered. */
  readonly inFlight: number;
}

export function createIntake({ limits, counters, policy, overload, admit, refused }: IntakeParts): Intake {
  let inFlight = 0;

  async function admitOrDrop(connection: Connection, message: AdmittedMessage): Promise<void> {
    if (message.qos === 0 && overload.load !== 'calm') {
      counters.shedQos0 += 1;
      return;
    }
    inFlight += 1;
    try {
      await admit(message);
      counters.admitted += 1;
    } catch (error) {
      if (message.qos > 0) {
        connection.endedByHub = true;
        throw error;
      }
      counters.droppedQos0 += 1;
    } finally {
      inFlight -= 1;
    }
  }

  return {
    async take(connection, { topic, payload, qos, retain, messageId }) {
      const { identity } = connection;
      if (identity === undefined) throw new Error('a message from a client that is not signed in');
      if (!isTopicName(topic)) throw new Error('ill-formed topic (1.5.3, 4.7.3)');
      if (qos > 0 && messageId === 0) throw new Error('packet identifier 0 (2.3.1-1)');
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      const reason = topicSizeRefusal(topic, limits) ?? policy.publishRefusal(identity, topic);
      if (reason === undefined) return admitOrDrop(connection, { topic, payload: bytes, qos, retain, identity });
      counters.refusedPublishes += 1;
      refused?.(identity, topic, reason, bytes.subarray(0, firstBytesLength));
    },
    get inFlight() {
      return inFlight;
    },
  };
}
