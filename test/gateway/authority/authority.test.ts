// The hotel's own authority: whoever trusts it is served by the hub under each of its names, and loses nothing elsewhere.
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createAuthority, readAuthority, renewServer } from '../../../gateway/authority/authority-files.ts';
import {
  issueServerCertificate,
  type KeyAndCertificate,
  makeAuthority,
} from '../../../gateway/authority/make-authority.ts';
import { readServerName } from '../../../gateway/authority/server-names.ts';
import { renewOwnCertificate } from '../../../gateway/hub/own-certificate.ts';
import { createLog } from '../../../gateway/log.ts';

const dayMs = 86_400_000;
const names = ['hub.grand.example', 'hub.lan', '10.20.0.5', 'fd00::5'];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-authority-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a client that trusts `ca` alone finds at a server that it knows as `name`: undefined where all is well. */
async function faultSeen(ca: string, { key, cert }: KeyAndCertificate, name: string): Promise<string | undefined> {
  const server = createServer({ key, cert }, (socket) => socket.on('error', () => undefined).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const checkServerIdentity = (_host: string, { raw }: { readonly raw: Buffer }) => {
    const shown = new X509Certificate(raw);
    const found = isIP(name) === 0 ? shown.checkHost(name) : shown.checkIP(name);
    return found ? undefined : new Error('another name');
  };
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', ca, checkServerIdentity }, () => {
      resolve(undefined);
      socket.destroy();
    });
    socket.on('error', (error) => resolve(error.message));
  });
}

test.each([...names, 'localhost', '127.0.0.1', '::1'])(
  'who trusts the authority alone is served by the hub as %s',
  async (name) => {
    const authority = makeAuthority('Touchpoint Hub grand', names, Date.now());
    const server = issueServerCertificate(authority, names, Date.now());
    expect(await faultSeen(authority.cert, server, name)).toBeUndefined();
    expect(await faultSeen(authority.cert, server, 'other.lan')).toBe('another name');
  },
);

test.each(['bank.example', 'grand.example', '8.8.8.8', '2001:db8::1'])(
  'whoever has stolen its key is not believed as %s',
  async (name) => {
    const authority = makeAuthority('Touchpoint Hub grand', names, Date.now());
    const forged = issueServerCertificate(authority, [name], Date.now());
    expect(await faultSeen(authority.cert, forged, name)).toBe('permitted subtree violation');
  },
);

test('phones take its certificate: not too long, for servers alone, of this authority', () => {
  const authority = makeAuthority('Touchpoint Hub grand', names, Date.now());
  const server = new X509Certificate(issueServerCertificate(authority, names, Date.now()).cert);
  const root = new X509Certificate(authority.cert);
  expect(root.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.checkIssued(root) && server.verify(root.publicKey)).toBe(true);
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect((server.validToDate.getTime() - server.validFromDate.getTime()) / dayMs).toBeLessThan(825);
});

test('a certificate never outlives its authority', () => {
  const now = Date.now();
  const authority = makeAuthority('Touchpoint Hub grand', names, now - 3_620 * dayMs);
  const server = new X509Certificate(issueServerCertificate(authority, names, now).cert);
  expect(server.validToDate).toEqual(new X509Certificate(authority.cert).validToDate);
});

test.each([
  ['Hub.LAN', 'hub.lan'],
  [' 10.20.0.5 ', '10.20.0.5'],
  ['[FD00:0::5]', 'fd00::5'],
  ['hub', 'hub'],
  ['10.20.0', undefined],
  ['10.20.0.256', undefined],
  ['*.hotel.example', undefined],
  ['酒店.example', undefined],
  ['hub.lan:8443', undefined],
  ['-hub.lan', undefined],
  ['', undefined],
])('%j as the name of a hub is %j', (word, expected) => {
  expect(readServerName(word)).toBe(expected);
});

test('what was made is the hub’s own user’s alone, whole, and made once', async () => {
  const file = join(folder, 'once', 'tls', 'hub.pem');
  const made = createAuthority(file, 'Touchpoint Hub grand', names, Date.now());
  expect(made.names.slice(0, 4)).toEqual(names);
  expect((await readdir(dirname(file))).sort()).toEqual(['ca.key', 'ca.pem', 'hub.pem']);
  for (const one of ['ca.key', 'ca.pem', 'hub.pem']) {
    expect((await stat(join(dirname(file), one))).mode & 0o077).toBe(0);
  }
  expect((await stat(dirname(file))).mode & 0o077).toBe(0);
  expect(() => createAuthority(file, 'another', names, Date.now())).toThrow(/ENOTEMPTY/);
  expect(readAuthority(file)).toEqual(made);
  expect(await readdir(dirname(dirname(file)))).toEqual(['tls']);
});

test('a renewed certificate has another key and the same names, or others that the authority may vouch for', async () => {
  const file = join(folder, 'renewed', 'tls', 'hub.pem');
  const made = createAuthority(file, 'Touchpoint Hub grand', names, Date.now());
  const before = await readFile(file, 'utf8');
  expect(renewServer(file, Date.now()).names).toEqual(made.names);
  const after = await readFile(file, 'utf8');
  expect(new X509Certificate(after).publicKey.equals(new X509Certificate(before).publicKey)).toBe(false);
  const moved = renewServer(file, Date.now(), ['new.hub.lan', '192.168.7.7']);
  expect(moved.names.slice(0, 2)).toEqual(['new.hub.lan', '192.168.7.7']);
  expect(moved.fingerprint).toBe(made.fingerprint);
  expect(() => renewServer(file, Date.now(), ['hub.lan', 'hotel.example', '8.8.8.8'])).toThrow(
    'the authority may not vouch for hotel.example, 8.8.8.8',
  );
});

test.each([
  [59, false],
  [61, true],
])('%d days later the hub has renewed its certificate by itself: %s', (days, renewed) => {
  const dataDir = join(folder, `after-${days}`);
  const file = join(dataDir, 'tls', 'hub.pem');
  const made = createAuthority(file, 'Touchpoint Hub grand', names, Date.now());
  const config = { ownCertificateFile: file, hasGivenCertificate: false } as Parameters<
    typeof renewOwnCertificate
  >[0]['config'];
  const clock = { now: () => Date.now() + days * dayMs, schedule: () => () => undefined };
  renewOwnCertificate({ config: { ...config, hasGivenCertificate: true }, log: createLog('silent'), clock });
  expect(readAuthority(file)).toEqual(made);
  renewOwnCertificate({ config, log: createLog('silent'), clock });
  expect((readAuthority(file)?.serverExpiresAt ?? 0) > made.serverExpiresAt).toBe(renewed);
});
