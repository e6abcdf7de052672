// A certificate authority for one test: certificates with the dates that a test needs, and revocation lists.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const dayMs = 24 * 60 * 60 * 1000;

export interface Issued {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  readonly cert: string;
  /** @param valid Unix ms; from a day ago for two days where it is not said */
  issue(commonName: string, valid?: { readonly fromAt?: number; readonly toAt?: number }): Promise<Issued>;
  revoke(issued: Issued): Promise<void>;
  /** The list of all that is revoked so far, PEM. */
  revocationList(): Promise<string>;
  remove(): Promise<void>;
}

export async function createAuthority(name: string): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-ca-'));
  const path = (file: string) => join(folder, file);
  const openssl = (...options: string[]) => run('openssl', options, { cwd: folder });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  let count = 0;

  await mkdir(path('issued'));
  await writeFile(path('index.txt'), '');
  await writeFile(path('index.txt.attr'), 'unique_subject = no\n');
  await writeFile(path('ca.cnf'), configuration);
  const ofItself = ['-keyout', 'ca.key', '-out', 'ca.pem', '-days', '9', '-subj', `/CN=${name}`];
  await openssl('req', '-x509', ...curve, ...ofItself, '-addext', 'basicConstraints=critical,CA:true');

  return {
    cert: await readFile(path('ca.pem'), 'utf8'),

    async issue(commonName, { fromAt = Date.now() - dayMs, toAt = Date.now() + dayMs } = {}) {
      count += 1;
      const [key, request, cert] = [`${count}.key`, `${count}.csr`, `${count}.pem`];
      const subject = ['-subj', `/CN=${commonName}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
      await openssl('req', '-new', ...curve, '-keyout', key, '-out', request, ...subject);
      const dates = ['-startdate', asn1Time(fromAt), '-enddate', asn1Time(toAt)];
      await openssl('ca', '-batch', '-config', 'ca.cnf', '-in', request, '-out', cert, '-notext', ...dates);
      return { key: await readFile(path(key), 'utf8'), cert: await readFile(path(cert), 'utf8') };
    },

    async revoke({ cert }) {
      await writeFile(path('revoked.pem'), cert);
      await openssl('ca', '-config', 'ca.cnf', '-revoke', 'revoked.pem');
    },

    async revocationList() {
      await openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', 'list.pem');
      return readFile(path('list.pem'), 'utf8');
    },

    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const configuration = `
[ca]
default_ca = this
[this]
database = index.txt
new_certs_dir = issued
certificate = ca.pem
private_key = ca.key
rand_serial = yes
default_md = sha256
default_crl_days = 9
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

/** `20260102030405Z` */
function asn1Time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}
