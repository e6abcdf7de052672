// A certificate and its key as files that somebody renews while the hub runs. Looked at by their times, so that a link that is
// switched over is seen as well; a pair that does not fit together yet leaves the old one in force.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../config/config-error.ts';

export interface CertificateAndKey {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateFiles {
  readonly current: CertificateAndKey;
  /** Calls back with each pair that comes later. Returns the way to stop looking. */
  onRenewed(take: (renewed: CertificateAndKey) => void, refused: (error: Error) => void): () => void;
}

export interface CertificatePaths {
  readonly certFile: string;
  readonly keyFile: string;
}

const lookEveryMs = 5_000;

/** @throws ConfigError where the files are no certificate and its key. */
export function openCertificateFiles(
  { certFile, keyFile }: CertificatePaths,
  everyMs: number = lookEveryMs,
): CertificateFiles {
  const read = (): CertificateAndKey => ({ cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') });
  return {
    current: firstPair(read, certFile, keyFile),
    onRenewed(take, refused) {
      const look = () => {
        try {
          const renewed = read();
          createSecureContext(renewed);
          take(renewed);
        } catch (error) {
          refused(error as Error);
        }
      };
      for (const file of [certFile, keyFile]) watchFile(file, { interval: everyMs, persistent: false }, look);
      return () => {
        for (const file of [certFile, keyFile]) unwatchFile(file, look);
      };
    },
  };
}

function firstPair(read: () => CertificateAndKey, certFile: string, keyFile: string): CertificateAndKey {
  try {
    const pair = read();
    createSecureContext(pair);
    return pair;
  } catch (error) {
    throw new ConfigError([
      `HUB_TLS_CERT, HUB_TLS_KEY: expected a certificate and its key in PEM, found ${certFile} and ${keyFile} (${(error as Error).message})`,
    ]);
  }
}
