// Which certificates an authority has taken back (RFC 5280, 5.1). OpenSSL checks the list's signature and refuses new handshakes;
// here it is read for the connections that were open before.
import { type DerElement, derTag, readDer } from './der.ts';

const pemBlock = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/g;

/** An issuer and a serial number, as both a certificate and a list write them. */
function certificateKey(issuer: Uint8Array, serialNumber: Uint8Array): string {
  return `${Buffer.from(issuer).toString('hex')} ${Buffer.from(serialNumber).toString('hex')}`;
}

/**
 * @param pem one list or several
 * @returns the keys of all certificates that are revoked
 * @throws Error where there is no list, or one that cannot be read
 */
export function readRevoked(pem: string): ReadonlySet<string> {
  const lists = [...pem.matchAll(pemBlock)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));
  if (lists.length === 0) throw new Error('no revocation list in PEM');
  return new Set(lists.flatMap(revokedIn));
}

function revokedIn(der: Uint8Array): string[] {
  const [list] = readDer(der);
  const [toBeSigned] = readDer(required(list, derTag.sequence).content);
  const fields = readDer(required(toBeSigned, derTag.sequence).content);
  // version?, signature, issuer, thisUpdate, nextUpdate?, revokedCertificates?, extensions?
  const [, issuer, ...rest] = fields[0]?.tag === derTag.integer ? fields.slice(1) : fields;
  const revoked = rest.find(({ tag }) => tag === derTag.sequence);
  if (revoked === undefined) return [];
  const issuedBy = required(issuer, derTag.sequence).whole;
  return readDer(revoked.content).map((entry) => {
    const [serialNumber] = readDer(entry.content);
    return certificateKey(issuedBy, required(serialNumber, derTag.integer).content);
  });
}

/** The key of a certificate in DER. @throws Error where it cannot be read. */
export function keyOf(certificate: Uint8Array): string {
  const [whole] = readDer(certificate);
  const [toBeSigned] = readDer(required(whole, derTag.sequence).content);
  const fields = readDer(required(toBeSigned, derTag.sequence).content);
  // version?, serialNumber, signature, issuer, …
  const [serialNumber, , issuer] = fields[0]?.tag === derTag.version ? fields.slice(1) : fields;
  return certificateKey(required(issuer, derTag.sequence).whole, required(serialNumber, derTag.integer).content);
}

function required(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new Error(`DER: expected tag ${tag}, found ${element?.tag ?? 'nothing'}`);
  return element;
}
