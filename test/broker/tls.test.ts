import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mqtt, { type IClientOptions } from 'mqtt';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { signedIn, startBroker } from './start-broker.ts';

const run = promisify(execFile);
let directory: string;
let server: { readonly key: string; readonly cert: string };
let stranger: { readonly key: string; readonly cert: string };

async function selfSigned(name: string) {
  const [key, cert] = [join(directory, `${name}.key`), join(directory, `${name}.pem`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  await run('openssl', ['req', '-x509', ...curve, '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-tls-'));
  server = await selfSigned('hub');
  stranger = await selfSigned('stranger');
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function signInOver(port: number | undefined, options: IClientOptions = {}): Promise<void> {
  const client = mqtt.connect(`mqtts://127.0.0.1:${port}`, {
    clientId: 'shower-0305',
    username: 'shower-0305',
    password: 'secret',
    ca: server.cert,
    reconnectPeriod: 0,
    ...options,
  });
  client.on('error', () => {});
  await signedIn(client);
  await client.publishAsync('hub/demo/shower-0305/presence', 'online', { qos: 1 });
  await client.endAsync();
}

it('a device signs in over TLS', async () => {
  const { tlsPort, taken } = await startBroker({ tls: { port: 0, ...server } });
  await signInOver(tlsPort);
  expect(taken).toHaveLength(1);
});

it('where clients must show a certificate, one of another authority is refused', async () => {
  const { tlsPort, taken, broker } = await startBroker({ tls: { port: 0, ...server, clientCa: server.cert } });
  await expect(signInOver(tlsPort, stranger)).rejects.toThrow();
  await expect(signInOver(tlsPort)).rejects.toThrow();
  await signInOver(tlsPort, server);
  expect(taken).toHaveLength(1);
  expect(broker.stats().failedHandshakes).toBe(2);
});

it('a socket that never begins its handshake is closed', async () => {
  const { tlsPort, broker } = await startBroker({ tls: { port: 0, ...server }, limits: { connectTimeoutMs: 100 } });
  const socket = connect({ host: '127.0.0.1', port: tlsPort as number });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await vi.waitFor(() => expect(broker.stats().failedHandshakes).toBe(1));
});
