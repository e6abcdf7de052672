// The certificate that a client showed. The handshake has checked it once; here it is checked again at sign-in, where TLS may have
// resumed an older session, and as long as the connection lasts.
import type { TLSSocket } from 'node:tls';
import type { Identity } from './identity.ts';
import { keyOf } from './revocation-list.ts';

export interface ClientCertificate {
  readonly commonName: string;
  /** Unix ms. */
  readonly validFromAt: number;
  readonly validToAt: number;
  /** By which a revocation list names it. */
  readonly key: string;
}

/** Undefined where the client showed none. */
export function certificateOf(socket: TLSSocket): ClientCertificate | undefined {
  const shown = socket.getPeerX509Certificate();
  if (shown === undefined) return undefined;
  const commonName = /^CN=(.+)$/m.exec(shown.subject)?.[1] ?? '';
  return {
    commonName,
    validFromAt: Date.parse(shown.validFrom),
    validToAt: Date.parse(shown.validTo),
    key: keyOf(shown.raw),
  };
}

/** Why a certificate is no good now; undefined where it is. */
export function certificateRefusal(
  { validFromAt, validToAt, key }: ClientCertificate,
  nowAt: number,
  revoked: ReadonlySet<string>,
): string | undefined {
  if (nowAt < validFromAt) return 'the certificate is not valid yet';
  if (nowAt > validToAt) return 'the certificate has expired';
  if (revoked.has(key)) return 'the certificate is revoked';
  return undefined;
}

/** A certificate is its owner's: the common name is the device's id, or the person's or token's name. */
export function isOwnCertificate({ commonName }: ClientCertificate, identity: Identity): boolean {
  return commonName === (identity.kind === 'device' ? identity.id : identity.name);
}
