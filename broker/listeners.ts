// The sockets: plain MQTT and, where there is a certificate, MQTT over TLS. A handshake that does not come is destroyed.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';

export interface TlsListener {
  /** 0 takes a free port. */
  readonly port: number;
  /** PEM. */
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
  /** PEM; where set, a client must show a certificate that it signed. */
  readonly clientCa?: string | Uint8Array;
}

export interface ListenerParts {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsListener | undefined;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly accept: (socket: Socket) => void;
}

export interface Listeners {
  start(): Promise<{ readonly port: number; readonly tlsPort?: number }>;
  stop(): Promise<void>;
}

export function createListeners({ host, port, tls, limits, counters, accept }: ListenerParts): Listeners {
  const servers: Server[] = [];

  function tlsServer({ key, cert, clientCa }: TlsListener): Server {
    const server = createTlsServer({
      key: asPem(key),
      cert: asPem(cert),
      ...(clientCa === undefined ? {} : { ca: asPem(clientCa), requestCert: true, rejectUnauthorized: true }),
      handshakeTimeout: limits.connectTimeoutMs,
    });
    server.on('secureConnection', accept);
    // Node reports the time-out but leaves the socket open.
    server.on('tlsClientError', (_error, socket) => {
      counters.failedHandshakes += 1;
      socket.destroy();
    });
    return server;
  }

  async function listen(server: Server, wantedPort: number): Promise<number> {
    server.maxConnections = limits.connections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port: wantedPort, backlog: 1024 }, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
    servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  return {
    async start() {
      const bound = await listen(createServer(accept), port);
      if (tls === undefined) return { port: bound };
      return { port: bound, tlsPort: await listen(tlsServer(tls), tls.port) };
    },
    async stop() {
      const closing = servers.splice(0).map((server) => new Promise<void>((closed) => server.close(() => closed())));
      await Promise.all(closing);
    },
  };
}

function asPem(material: string | Uint8Array): string | Buffer {
  return typeof material === 'string' ? material : Buffer.from(material);
}
