// What of the broker must outlive a crash: retained messages, persistent sessions, and what waits for them.

export interface RetainedMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
}

export interface StoredSession {
  /** The session's name inside the broker: unique over all identities. */
  readonly id: string;
  /** Whose it is, as `ownerOf` writes it. */
  readonly owner: string;
  readonly subscriptions: readonly { readonly filter: string; readonly qos: 0 | 1 | 2 }[];
  /** Unix ms; absent while the client is connected. */
  readonly offlineSince?: number;
}

/** A QoS 1 message that waits for a session's PUBACK. */
export interface StoredDelivery {
  readonly session: string;
  /** Ascending in the order of sending, over restarts too. */
  readonly order: number;
  readonly topic: string;
  readonly payload: Uint8Array;
}

export interface BrokerSnapshot {
  readonly retained: readonly RetainedMessage[];
  readonly sessions: readonly StoredSession[];
  /** Ascending by `order`. */
  readonly deliveries: readonly StoredDelivery[];
}

/** Each names one row and its new state, so that only the last change of a row matters. */
export type BrokerChange =
  | { readonly type: 'retain'; readonly message: RetainedMessage }
  | { readonly type: 'clear-retained'; readonly topic: string }
  | { readonly type: 'keep-session'; readonly session: StoredSession }
  | { readonly type: 'forget-session'; readonly id: string }
  | { readonly type: 'queue'; readonly delivery: StoredDelivery }
  | { readonly type: 'unqueue'; readonly session: string; readonly order: number };

export interface BrokerStorage {
  load(): Promise<BrokerSnapshot>;
  /** All of it or nothing of it is on disk when it resolves. Called one at a time. */
  save(changes: readonly BrokerChange[]): Promise<void>;
}
