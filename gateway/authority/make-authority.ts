// The hotel's own certificate authority, and the certificates of the hub that it signs. It may vouch for this house alone: its
// names and private networks (RFC 5280, 4.2.1.10), for no certificate of another authority, and no other site.
import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  NameConstraints,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import { isAddress, type PermittedNames, permittedFor, withThisMachine } from './server-names.ts';
import { extension, signCertificate } from './sign-certificate.ts';

export interface KeyAndCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

const dayMs = 86_400_000;
/** A phone whose clock is behind trusts it too. */
const backdatedMs = dayMs;
/** Whoever installs it again has to visit every phone. */
const authorityDays = 3_650;
/** Far below the 825 days of iOS: what is stolen from the hub is worth little for long. */
const serverDays = 90;

/** @param names what the hub is called; it may vouch for these ever after */
export function makeAuthority(name: string, names: readonly string[], now: number): KeyAndCertificate {
  const { publicKey, privateKey } = newKeys();
  const { domains, networks } = permittedFor(names);
  const subtree = (base: GeneralName) => new GeneralSubtree({ base });
  const permittedSubtrees = new GeneralSubtrees([
    ...domains.map((dNSName) => subtree(new GeneralName({ dNSName }))),
    ...networks.map((iPAddress) => subtree(new GeneralName({ iPAddress }))),
  ]);
  const cert = signCertificate({
    subject: name,
    publicKey,
    issuer: { name, publicKey, privateKey },
    fromAt: now - backdatedMs,
    toAt: now + authorityDays * dayMs,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
      extension(id_ce_nameConstraints, new NameConstraints({ permittedSubtrees }), true),
    ],
  });
  return { key: pemOf(privateKey), cert };
}

/** A new key and certificate of the hub, until 90 days from now or the end of the authority. */
export function issueServerCertificate(
  authority: KeyAndCertificate,
  names: readonly string[],
  now: number,
): KeyAndCertificate {
  const { publicKey, privateKey } = newKeys();
  const issuer = new X509Certificate(authority.cert);
  const all = withThisMachine(names);
  const altName = (one: string) => new GeneralName(isAddress(one) ? { iPAddress: one } : { dNSName: one });
  const cert = signCertificate({
    subject: all[0] ?? 'hub',
    publicKey,
    issuer: {
      name: commonNameOf(issuer),
      publicKey: issuer.publicKey,
      privateKey: createPrivateKey(authority.key),
    },
    fromAt: now - backdatedMs,
    toAt: Math.min(now + serverDays * dayMs, issuer.validToDate.getTime()),
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName(all.map(altName))),
    ],
  });
  return { key: pemOf(privateKey), cert };
}

/** What a certificate of an authority says that it may vouch for. */
export function permittedBy(authority: X509Certificate): PermittedNames {
  const { extensions } = AsnConvert.parse(authority.raw, Certificate).tbsCertificate;
  const constraints = extensions?.find(({ extnID }) => extnID === id_ce_nameConstraints)?.extnValue;
  const subtrees = constraints && AsnConvert.parse(constraints.buffer, NameConstraints).permittedSubtrees;
  const bases = [...(subtrees ?? [])].map(({ base }) => base);
  return {
    domains: bases.flatMap(({ dNSName }) => dNSName ?? []),
    networks: bases.flatMap(({ iPAddress }) => iPAddress ?? []),
  };
}

export function commonNameOf({ subject }: X509Certificate): string {
  return /(?:^|\n)CN=(.*)/.exec(subject)?.[1] ?? '';
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
