// What the broker knows of each live connection beside aedes: who it is and how far its queue was sent.
import type { Client } from 'aedes';
import type { GuardedConnection } from './guarded-connection.ts';
import { type Identity, ownerOf } from './identity.ts';
import type { Session } from './sessions.ts';

/** What aedes 1.2 keeps on a client beside its declared types. */
export type AedesClient = Omit<Client, 'id' | 'conn'> & {
  /** Decides which session is taken over; written once, at sign-in, before aedes reads it. */
  id: string;
  readonly conn: GuardedConnection;
  readonly connackSent: boolean;
  /** Whether it took leave with DISCONNECT. */
  readonly _disconnected: boolean;
  /** Ends the connection where nothing is heard; unset without a keep-alive. */
  readonly _keepaliveTimer: NodeJS.Timeout | null;
  /** Its high-water dedupe by broker id. */
  duplicates: Record<string, number>;
};

export interface ConnectRequest {
  readonly clientId: string;
  readonly clean: boolean;
  readonly keepaliveS: number;
}

export interface Connection {
  readonly client: AedesClient;
  readonly request: ConnectRequest;
  identity: Identity | undefined;
  session: Session | undefined;
  /** The session's queue is sent after CONNACK, oldest first; what is published until it is sent waits behind it. */
  replayed: boolean;
  /** Set while a message of the queue is on its way through aedes; called when it was given to the socket. */
  handOver: (() => void) | undefined;
  /** Filters that were granted on this connection, those that came back with its session included, and their QoS. */
  readonly filters: Map<string, 0 | 1 | 2>;
  /** The topic on which it published last, as far as it may. */
  ownTopic: string | undefined;
  /** The hub closes it, or could not take its message: that the connection broke is not the client's doing. */
  endedByHub: boolean;
  close(): void;
  /** Tickets of the last messages given to this client. */
  readonly delivered: Set<number>;
}

export interface Connections {
  open(client: AedesClient, request: ConnectRequest): Connection;
  of(client: object): Connection | undefined;
  /** Counts the connection for its owner. @returns whether it is the owner's first. */
  signIn(connection: Connection): boolean;
  /** @returns whether it was signed in. */
  signOut(connection: Connection): boolean;
  ofOwner(owner: string): readonly Connection[];
  isHere(owner: string): boolean;
  all(): readonly Connection[];
  readonly signedIn: number;
}

export function createConnections(): Connections {
  const byClient = new WeakMap<object, Connection>();
  const byOwner = new Map<string, Set<Connection>>();
  let signedIn = 0;

  return {
    open(client, request) {
      const connection: Connection = {
        client,
        request,
        identity: undefined,
        session: undefined,
        replayed: false,
        handOver: undefined,
        filters: new Map(),
        ownTopic: undefined,
        endedByHub: false,
        close: () => client.close(),
        delivered: new Set(),
      };
      byClient.set(client, connection);
      return connection;
    },
    of: (client) => byClient.get(client),
    signIn(connection) {
      if (connection.identity === undefined) return false;
      const owner = ownerOf(connection.identity);
      const own = byOwner.get(owner) ?? new Set();
      byOwner.set(owner, own.add(connection));
      signedIn += 1;
      return own.size === 1;
    },
    signOut(connection) {
      if (connection.identity === undefined) return false;
      const owner = ownerOf(connection.identity);
      const own = byOwner.get(owner);
      if (own === undefined || !own.delete(connection)) return false;
      signedIn -= 1;
      if (own.size === 0) byOwner.delete(owner);
      return true;
    },
    ofOwner: (owner) => [...(byOwner.get(owner) ?? [])],
    isHere: (owner) => byOwner.has(owner),
    all: () => [...byOwner.values()].flatMap((own) => [...own]),
    get signedIn() {
      return signedIn;
    },
  };
}
