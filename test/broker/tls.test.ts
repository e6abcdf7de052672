import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Authority, createAuthority, type Issued } from './authority.ts';
import { closed, signedIn, startBroker } from './start-broker.ts';

const hourMs = 3_600_000;

let house: Authority;
let stranger: Authority;
let server: Issued;

beforeAll(async () => {
  [house, stranger] = await Promise.all([createAuthority('house'), createAuthority('stranger')]);
  server = await house.issue('hub');
});

afterAll(() => Promise.all([house.remove(), stranger.remove()]));

function device(port: number | undefined, options: IClientOptions = {}): MqttClient {
  const client = mqtt.connect(`mqtts://127.0.0.1:${port}`, {
    clientId: 'shower-0305',
    username: 'shower-0305',
    password: 'secret',
    ca: house.cert,
    reconnectPeriod: 0,
    ...options,
  });
  client.on('error', () => {});
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  return client;
}

async function signInOver(port: number | undefined, options: IClientOptions = {}): Promise<MqttClient> {
  const client = device(port, options);
  await signedIn(client);
  await client.publishAsync('hub/demo/shower-0305/presence', 'online', { qos: 1 });
  return client;
}

it('a device signs in over TLS', async () => {
  const { tlsPort, taken } = await startBroker({ tls: { port: 0, ...server } });
  await signInOver(tlsPort);
  expect(taken).toHaveLength(1);
});

it('a socket that never begins its handshake is closed', async () => {
  const { tlsPort, broker } = await startBroker({ tls: { port: 0, ...server }, limits: { connectTimeoutMs: 100 } });
  const sockets = Array.from({ length: 50 }, () => connect({ host: '127.0.0.1', port: tlsPort as number }));
  for (const socket of sockets) onTestFinished(() => void socket.destroy());
  await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))));
  await vi.waitFor(() => expect(broker.stats().failedHandshakes).toBe(50));
});

it('so is one that says nothing after its handshake', async () => {
  const { tlsPort, broker } = await startBroker({ tls: { port: 0, ...server }, limits: { connectTimeoutMs: 200 } });
  const socket = connectTls({ host: '127.0.0.1', port: tlsPort as number, ca: house.cert });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  expect(broker.stats().connectTimeouts).toBe(1);
});

describe('where clients must show a certificate', () => {
  const wanted = () => ({ port: 0, ...server, clientCa: house.cert });

  it('a device with its own signs in', async () => {
    const { tlsPort, taken } = await startBroker({ tls: wanted() });
    await signInOver(tlsPort, await house.issue('shower-0305'));
    expect(taken).toHaveLength(1);
  });

  it.each<[string, () => Promise<Partial<Issued>>]>([
    ['no certificate', async () => ({})],
    ['one that has expired', () => house.issue('shower-0305', { toAt: Date.now() - hourMs })],
    ['one that is not valid yet', () => house.issue('shower-0305', { fromAt: Date.now() + hourMs })],
    ['one of another authority', () => stranger.issue('shower-0305')],
    [
      'one that is revoked',
      async () => {
        const issued = await house.issue('shower-0305');
        await house.revoke(issued);
        return issued;
      },
    ],
  ])('%s is refused in the handshake', async (_case, material) => {
    const issued = await material();
    const clientCrl = await house.revocationList();
    const { tlsPort, taken, broker } = await startBroker({ tls: { ...wanted(), clientCrl } });
    await expect(signInOver(tlsPort, issued)).rejects.toThrow();
    expect(taken).toEqual([]);
    await vi.waitFor(() => expect(broker.stats().failedHandshakes).toBe(1));
  });

  it('the certificate of another device is refused at sign-in, with the reason', async () => {
    const { tlsPort, refusedConnects } = await startBroker({ tls: wanted() });
    await expect(signInOver(tlsPort, await house.issue('tea-l1'))).rejects.toMatchObject({ code: 5 });
    expect(refusedConnects).toEqual(['the certificate is of tea-l1']);
  });

  it('a certificate that expires ends its connection', async () => {
    let now = Date.now();
    const { tlsPort, broker } = await startBroker({ tls: wanted(), now: () => now });
    const shower = await signInOver(tlsPort, await house.issue('shower-0305', { toAt: now + hourMs }));
    const gone = closed(shower);
    broker.checkCertificates();
    expect(shower.connected).toBe(true);
    now += hourMs + 1_000;
    broker.checkCertificates();
    await gone;
    expect(broker.stats().certificatesEnded).toBe(1);
  });

  it('a revocation ends the connection that is open, and leaves the others', async () => {
    const first = await house.issue('shower-0305');
    const second = await house.issue('tea-l1');
    const { tlsPort, broker } = await startBroker({ tls: { ...wanted(), clientCrl: await house.revocationList() } });
    const shower = await signInOver(tlsPort, first);
    const tea = device(tlsPort, { ...second, clientId: 'tea-l1', username: 'tea-l1' });
    await signedIn(tea);
    const gone = closed(shower);
    await house.revoke(first);
    broker.renewTls({ ...wanted(), clientCrl: await house.revocationList() });
    await gone;
    await tea.publishAsync('hub/demo/tea-l1/presence', 'online', { qos: 1 });
    await expect(signInOver(tlsPort, first)).rejects.toThrow();
  });

  it('new certificates of the hub take over without closing anything; those that do not fit change nothing', async () => {
    const other = await stranger.issue('hub');
    const { tlsPort, broker } = await startBroker({ tls: { port: 0, ...server } });
    const before = await signInOver(tlsPort);
    expect(() => broker.renewTls({ cert: other.cert, key: server.key })).toThrow();
    await signInOver(tlsPort, { clientId: 'still-the-old-one' });
    broker.renewTls(other);
    await expect(signInOver(tlsPort, { clientId: 'a' })).rejects.toThrow();
    await signInOver(tlsPort, { clientId: 'b', ca: stranger.cert });
    await before.publishAsync('hub/demo/shower-0305/presence', 'online', { qos: 1 });
  });
});
