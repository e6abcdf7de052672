// One X.509 certificate (RFC 5280): put together by the ASN.1 schemas of PeculiarVentures, which browsers' own tools are built
// with, and signed by Node. Elliptic curves alone: every phone and controller of ten years understands P-256.
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  Certificate,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';

export interface CertificateTerms {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly name: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** Unix ms. */
  readonly fromAt: number;
  /** Unix ms. */
  readonly toAt: number;
  readonly extensions: readonly Extension[];
}

/** ecdsa-with-SHA256, RFC 5758. */
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
/** id-at-commonName, and its longest (RFC 5280, upper bounds). */
const commonName = '2.5.4.3';
const longestCommonName = 64;

/** PEM. */
export function signCertificate({ subject, publicKey, issuer, fromAt, toAt, extensions }: CertificateTerms): string {
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const body = new TBSCertificate({
    version: 2,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: nameOf(issuer.name),
    validity: new Validity({ notBefore: new Date(fromAt), notAfter: new Date(toAt) }),
    subject: nameOf(subject),
    subjectPublicKeyInfo: keyInfo(publicKey),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(publicKey))),
      extension(
        id_ce_authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(issuer.publicKey)) }),
      ),
    ]),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(body)), issuer.privateKey);
  const certificate = new Certificate({
    tbsCertificate: body,
    signatureAlgorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  });
  const lines =
    Buffer.from(AsnConvert.serialize(certificate))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** @param critical who does not understand it must refuse the certificate */
export function extension(id: string, value: object, critical = false): Extension {
  return new Extension({ extnID: id, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function nameOf(name: string): Name {
  const value = new AttributeValue({ utf8String: name.slice(0, longestCommonName) });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])]);
}

function keyInfo(key: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(key.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/** RFC 7093, method 1. */
function keyIdentifier(key: KeyObject): ArrayBuffer {
  const bits = Buffer.from(keyInfo(key).subjectPublicKey);
  return Uint8Array.from(createHash('sha256').update(bits).digest().subarray(0, 20)).buffer;
}

/** Positive and never the same again: 127 random bits. */
function serialNumber(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}
