// Sockets until their whole CONNECT is here. They cost a socket and a timer, nothing of aedes; where all connections are taken,
// the one that owes its CONNECT longest gives way, so that silent sockets never keep a device out.
import type { Socket } from 'node:net';
import { type BrokerCounters, countConnectionError } from './counters.ts';
import { type GuardedConnection, guardConnection } from './guarded-connection.ts';
import type { BrokerLimits } from './limits.ts';

export interface Arrivals {
  accept(socket: Socket): void;
  destroyAll(): void;
  /** Open sockets. */
  readonly open: number;
  /** Of these, how many owe their CONNECT. */
  readonly owing: number;
}

export interface ArrivalParts {
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  /** Takes a connection whose CONNECT can be read. */
  readonly connectArrived: (connection: GuardedConnection) => void;
}

export function createArrivals({ limits, counters, connectArrived }: ArrivalParts): Arrivals {
  const sockets = new Set<Socket>();
  /** Longest first. */
  const owing = new Map<Socket, NodeJS.Timeout>();

  function settle(socket: Socket): boolean {
    clearTimeout(owing.get(socket));
    return owing.delete(socket);
  }

  function makeRoom(): boolean {
    if (sockets.size < limits.connections) return true;
    counters.crowdedOut += 1;
    const [longest] = owing.keys();
    if (longest === undefined) return false;
    settle(longest);
    sockets.delete(longest);
    longest.destroy();
    return true;
  }

  const countError = (error: Error) => countConnectionError(counters, error);

  return {
    accept(socket) {
      if (!makeRoom()) {
        socket.destroy();
        return;
      }
      sockets.add(socket);
      const connection = guardConnection(socket, limits, () => {
        if (!settle(socket)) return;
        connection.removeListener('error', countError);
        connectArrived(connection);
      });
      connection.on('error', countError);
      connection.once('close', () => {
        settle(socket);
        sockets.delete(socket);
      });
      const late = setTimeout(() => {
        counters.connectTimeouts += 1;
        connection.destroy();
      }, limits.connectTimeoutMs);
      owing.set(socket, late);
    },
    destroyAll() {
      for (const socket of sockets) socket.destroy();
    },
    get open() {
      return sockets.size;
    },
    get owing() {
      return owing.size;
    },
  };
}
