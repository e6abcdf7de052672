// The sockets: plain MQTT and, where there is a certificate, MQTT over TLS. A handshake that does not come is destroyed, and
// certificates are renewed without closing anything.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions, type Server as TlsServer } from 'node:tls';
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';

/** PEM. */
export interface TlsMaterial {
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
  /** Where set, a client must show a certificate that it signed. Set at the start, or never. */
  readonly clientCa?: string | Uint8Array;
  /** Revocation lists of that authority. */
  readonly clientCrl?: string | Uint8Array;
}

export interface TlsListener extends TlsMaterial {
  /** 0 takes a free port. */
  readonly port: number;
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
  /** New handshakes use it. @throws Error where it does not fit together; then the old one stays. */
  renewTls(material: TlsMaterial): void;
  stop(): Promise<void>;
}

export function createListeners({ host, port, tls, limits, counters, accept }: ListenerParts): Listeners {
  const servers: Server[] = [];
  let secure: TlsServer | undefined;

  function tlsServer(material: TlsMaterial): TlsServer {
    const server = createTlsServer({
      ...contextOf(material),
      allowHalfOpen: true,
      ...(material.clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: true }),
      handshakeTimeout: limits.connectTimeoutMs,
    });
    // A socket in its handshake is no connection yet: nobody gives way for it.
    server.maxConnections = limits.connections;
    server.on('secureConnection', accept);
    // Node reports the time-out but leaves the socket open.
    server.on('tlsClientError', (_error, socket) => {
      counters.failedHandshakes += 1;
      socket.destroy();
    });
    return server;
  }

  async function listen(server: Server, wantedPort: number): Promise<number> {
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
      const bound = await listen(createServer({ allowHalfOpen: true }, accept), port);
      if (tls === undefined) return { port: bound };
      secure = tlsServer(tls);
      return { port: bound, tlsPort: await listen(secure, tls.port) };
    },
    renewTls: (material) => secure?.setSecureContext(contextOf(material)),
    async stop() {
      const closing = servers.splice(0).map((server) => new Promise<void>((closed) => server.close(() => closed())));
      await Promise.all(closing);
    },
  };
}

function contextOf({ key, cert, clientCa, clientCrl }: TlsMaterial): SecureContextOptions {
  return {
    key: asPem(key),
    cert: asPem(cert),
    ...(clientCa !== undefined && { ca: asPem(clientCa) }),
    ...(clientCrl !== undefined && { crl: asPem(clientCrl) }),
  };
}

function asPem(material: string | Uint8Array): string | Buffer {
  return typeof material === 'string' ? material : Buffer.from(material);
}
