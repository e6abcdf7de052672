// The authority on disk, in a folder of HUB_DATA_DIR: the hub renews its certificate without hands, so it needs the key; a backup
// holds it, so a new machine needs no visit to every phone. Readable by the hub's own user alone, and never half written.
import { X509Certificate } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  commonNameOf,
  issueServerCertificate,
  type KeyAndCertificate,
  makeAuthority,
  permittedBy,
} from './make-authority.ts';
import { isPermitted, readServerName, withThisMachine } from './server-names.ts';

/** What may be known of an authority: all but its key. */
export interface ShownAuthority {
  readonly name: string;
  /** PEM. */
  readonly cert: string;
  /** SHA-256, `5E:9F:…`. */
  readonly fingerprint: string;
  /** Unix ms. */
  readonly expiresAt: number;
  /** What the hub's certificate is for; those of its network first, as they were given. */
  readonly names: readonly string[];
  /** When the hub's own certificate ends, Unix ms. */
  readonly serverExpiresAt: number;
}

/**
 * Where it lies, by the file of the hub's own certificate and key. These are one file: they are renewed in one step, so that no
 * crash leaves a pair that does not fit.
 */
const besideIt = (serverFile: string) => ({
  folder: dirname(serverFile),
  keyFile: join(dirname(serverFile), 'ca.key'),
  certFile: join(dirname(serverFile), 'ca.pem'),
});

/** Undefined where there is none. */
export function readAuthority(serverFile: string): ShownAuthority | undefined {
  const { certFile } = besideIt(serverFile);
  if (!existsSync(certFile)) return undefined;
  const cert = readFileSync(certFile, 'utf8');
  const authority = new X509Certificate(cert);
  const server = new X509Certificate(readFileSync(serverFile));
  return {
    name: commonNameOf(authority),
    cert,
    fingerprint: authority.fingerprint256,
    expiresAt: authority.validToDate.getTime(),
    names: namesOf(server),
    serverExpiresAt: server.validToDate.getTime(),
  };
}

/** @throws where its folder is there already: phones may trust what is in it. */
export function createAuthority(
  serverFile: string,
  name: string,
  names: readonly string[],
  now: number,
): ShownAuthority {
  const { folder } = besideIt(serverFile);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const unfinished = mkdtempSync(`${folder}.`);
  try {
    ownedAs(dirname(folder), unfinished);
    const file = join(unfinished, basename(serverFile));
    const { keyFile, certFile } = besideIt(file);
    const authority = makeAuthority(name, names, now);
    write(keyFile, authority.key);
    write(certFile, authority.cert);
    writeServer(file, authority, names, now);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return readAuthority(serverFile)!;
}

/**
 * A new key and certificate of the hub, which a hub that runs takes over within seconds.
 * @param names those of the certificate before, where they are not given
 * @throws NamesBeyondAuthority
 */
export function renewServer(serverFile: string, now: number, names?: readonly string[]): ShownAuthority {
  const { cert, names: before } = readAuthority(serverFile)!;
  const wanted = names ?? before;
  const permitted = permittedBy(new X509Certificate(cert));
  const beyond = withThisMachine(wanted).filter((name) => !isPermitted(name, permitted));
  if (beyond.length > 0) throw new NamesBeyondAuthority(beyond);
  writeServer(serverFile, { key: readFileSync(besideIt(serverFile).keyFile, 'utf8'), cert }, wanted, now);
  return readAuthority(serverFile)!;
}

/** Names that no phone would believe of this authority. */
export class NamesBeyondAuthority extends Error {
  override readonly name = 'NamesBeyondAuthority';
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`the authority may not vouch for ${names.join(', ')}`);
    this.names = names;
  }
}

function writeServer(file: string, authority: KeyAndCertificate, names: readonly string[], now: number): void {
  const { key, cert } = issueServerCertificate(authority, names, now);
  write(file, `${cert}${key}`);
}

function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  ownedAs(dirname(path), `${path}.new`);
  renameSync(`${path}.new`, path);
}

/** Made by root for a hub that runs as another user, it is that user's. */
function ownedAs(model: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(model);
  chownSync(path, uid, gid);
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => readServerName(entry.slice(entry.indexOf(':') + 1)) ?? []);
}
