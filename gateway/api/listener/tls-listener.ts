// HTTPS beside plain HTTP, with the same calls and the same limits. A renewed certificate is shown to the next connection;
// those that are open stay open.

import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { prepareToClose } from '../close-when-quiet.ts';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateSource {
  readonly current: Certificate;
  /** Returns the way to stop listening. */
  onRenewed(take: (renewed: Certificate) => void): () => void;
}

export interface TlsListenerParts {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly certificate: CertificateSource;
  /** Node's options of a server. */
  readonly options: object;
  readonly handshakeMs: number;
  readonly answer: RequestListener;
  readonly prepare: (server: Server) => void;
}

export interface TlsListener {
  /** Resolves with the port. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** Once it listens. */
  port(): number;
}

export function createTlsListener(parts: TlsListenerParts): TlsListener {
  const { cert, key } = parts.certificate.current;
  const server = createServer(
    { ...parts.options, cert, key, minVersion: 'TLSv1.2', handshakeTimeout: parts.handshakeMs },
    parts.answer,
  );
  parts.prepare(server);
  const closeWhenQuiet = prepareToClose(server);
  let stopLooking = () => {};
  const port = () => (server.address() as AddressInfo).port;

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host: parts.host, port: parts.port }, () => {
          server.removeListener('error', reject);
          resolve();
        });
      });
      stopLooking = parts.certificate.onRenewed((renewed) => server.setSecureContext(renewed));
      return port();
    },
    async stop() {
      stopLooking();
      if (server.listening) await closeWhenQuiet(() => new Promise((closed) => server.close(() => closed())));
    },
    port,
  };
}
