// What a client publishes: checked against its identity, then given to `admit`, whose answer decides over PUBACK.
// A client's message is for the hub alone: it is never retained and never routed to another client.

import type { Connection } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { Identity } from './identity.ts';
import { publishRefusal } from './topic-policy.ts';
import { isTopicName } from './well-formed.ts';

/** How much of a refused payload the engineer is shown. */
const firstBytesLength = 64;

export interface AdmittedMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  /** Always false: the broker takes a retained publication as live, and a replay does not happen here. */
  readonly retain: boolean;
  readonly identity: Identity;
}

export interface IntakeParts {
  readonly counters: BrokerCounters;
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
  readonly messageId?: number | undefined;
}

export type Intake = (connection: Connection, message: IncomingMessage) => Promise<void>;

/**
 * @returns a function that resolves when the message may be acknowledged. A topic that is not the sender's own is
 * acknowledged, counted and reported: 3.1.1 has no negative PUBACK, and without one the device would send it for ever and
 * take its good messages down with it.
 */
export function createIntake({ counters, admit, refused }: IntakeParts): Intake {
  async function admitOrDrop(message: AdmittedMessage): Promise<void> {
    try {
      await admit(message);
      counters.admitted += 1;
    } catch (error) {
      if (message.qos > 0) throw error;
      counters.droppedQos0 += 1;
    }
  }

  return async ({ identity }, { topic, payload, qos, messageId }) => {
    if (identity === undefined) throw new Error('a message from a client that is not signed in');
    if (!isTopicName(topic)) throw new Error('ill-formed topic (1.5.3, 4.7.3)');
    if (qos > 0 && messageId === 0) throw new Error('packet identifier 0 (2.3.1-1)');
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const reason = publishRefusal(identity, topic);
    if (reason === undefined) return admitOrDrop({ topic, payload: bytes, qos, retain: false, identity });
    counters.refusedPublishes += 1;
    refused?.(identity, topic, reason, bytes.subarray(0, firstBytesLength));
  };
}
