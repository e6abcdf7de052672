// A certificate and its key as files that somebody renews while the hub runs. Looked at by their times, so that a link that is
// switched over is seen as well; a pair that does not fit together yet leaves the old one in force.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../config/config-error.ts';

export interface CertificateAndKey {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  /** The authority of the clients' certificates, and what it has revoked. */
  readonly clientCa?: string;
  readonly clientCrl?: string;
}

export interface CertificateFiles {
  readonly current: CertificateAndKey;
  /** Calls back with each pair that comes later. Returns the way to stop looking. */
  onRenewed(take: (renewed: CertificateAndKey) => void, refused: (error: Error) => void): () => void;
}

export interface CertificatePaths {
  readonly certFile: string;
  readonly keyFile: string;
  readonly clientCaFile?: string;
  readonly clientCrlFile?: string;
}

const lookEveryMs = 5_000;

/** @throws ConfigError where the files are no certificate and its key. */
export function openCertificateFiles(paths: CertificatePaths, everyMs: number = lookEveryMs): CertificateFiles {
  const { certFile, keyFile, clientCaFile, clientCrlFile } = paths;
  const all = [certFile, keyFile, clientCaFile, clientCrlFile].filter((file) => file !== undefined);
  return {
    current: firstOf(paths),
    onRenewed(take, refused) {
      const look = () => {
        try {
          const renewed = read(paths);
          tryOut(renewed);
          take(renewed);
        } catch (error) {
          refused(error as Error);
        }
      };
      for (const file of all) watchFile(file, { interval: everyMs, persistent: false }, look);
      return () => {
        for (const file of all) unwatchFile(file, look);
      };
    },
  };
}

function read({ certFile, keyFile, clientCaFile, clientCrlFile }: CertificatePaths): CertificateAndKey {
  return {
    cert: readFileSync(certFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
    ...(clientCaFile !== undefined && { clientCa: readFileSync(clientCaFile, 'utf8') }),
    ...(clientCrlFile !== undefined && { clientCrl: readFileSync(clientCrlFile, 'utf8') }),
  };
}

function tryOut({ cert, key, clientCa, clientCrl }: CertificateAndKey): void {
  createSecureContext({ cert, key });
  createSecureContext({ ...(clientCa && { ca: clientCa }), ...(clientCrl && { crl: clientCrl }) });
}

function firstOf(paths: CertificatePaths): CertificateAndKey {
  try {
    const pair = read(paths);
    tryOut(pair);
    return pair;
  } catch (error) {
    const { certFile, keyFile, clientCaFile, clientCrlFile } = paths;
    const beside = [clientCaFile, clientCrlFile].filter((file) => file !== undefined);
    const clients = beside.length > 0 ? `, for clients ${beside.join(' and ')}` : '';
    throw new ConfigError([
      `HUB_TLS_CERT, HUB_TLS_KEY: expected a certificate and its key in PEM, found ${certFile} and ${keyFile}${clients} (${(error as Error).message})`,
    ]);
  }
}
