// Pages and API over TLS: the same hub behind a certificate, renewed while it runs, and no way round it from the network.
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openCertificateFiles } from '../../../gateway/hub/certificate-files.ts';
import { eventually } from '../../support/eventually.ts';
import { metric } from '../../support/metrics.ts';
import { ended } from '../../support/raw-http.ts';
import { type SelfSigned, selfSigned } from '../../support/self-signed.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let directory: string;
let first: SelfSigned;
let renewed: SelfSigned;
let hub: TestApi;
let tlsUrl: string;
const refusals: Error[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-https-'));
  first = await selfSigned(directory, 'first');
  renewed = await selfSigned(directory, 'renewed');
});
afterAll(() => rm(directory, { recursive: true }));

async function startWithTls(limits = {}): Promise<{ readonly certFile: string; readonly keyFile: string }> {
  const files = { certFile: join(directory, 'hub.pem'), keyFile: join(directory, 'hub.key') };
  await copyFile(first.certFile, files.certFile);
  await copyFile(first.keyFile, files.keyFile);
  const certificate = openCertificateFiles(files, 50);
  const onRenewed = (take: Parameters<typeof certificate.onRenewed>[0]) =>
    certificate.onRenewed(take, (error) => refusals.push(error));
  hub = await startTestApi({ limits, tls: { port: 0, certificate: { current: certificate.current, onRenewed } } });
  onTestFinished(hub.stop);
  tlsUrl = hub.tlsUrl ?? '';
  return files;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
}

function callOverTls(path: string, method = 'GET', body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${tlsUrl}${path}`, {
      method,
      ca: first.cert,
      agent: false,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    call.end(body && JSON.stringify(body));
  });
}

function shownCertificate(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(new URL(tlsUrl).port), host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { subject } = socket.getPeerCertificate() as PeerCertificate;
      socket.destroy();
      resolve(String(subject.CN));
    });
    socket.on('error', reject);
  });
}

test('the same calls answer over TLS; cookies are sent over TLS alone and browsers are held to it', async () => {
  await startWithTls();
  await hub.addUser('li', 'engineer');
  const { status, headers } = await callOverTls('/api/v1/session', 'POST', {
    username: 'li',
    password: 'password-of-li',
  });
  expect(status).toBe(200);
  expect(headers['set-cookie']).toHaveLength(3);
  for (const cookie of headers['set-cookie'] ?? []) expect(cookie).toContain('; Secure');
  expect(headers['strict-transport-security']).toBe('max-age=15552000');
});

test('plain HTTP holds nobody to TLS', async () => {
  await startWithTls();
  expect((await hub.call('GET', '/healthz')).headers.get('strict-transport-security')).toBeNull();
});

test('from the network a page is sent on to TLS, a call is refused, and this machine is answered as ever', async () => {
  await startWithTls();
  const { port } = new URL(tlsUrl);
  const from = (remoteAddress: string, method: 'GET' | 'POST', url: string, host = 'hub.hotel:8080') =>
    hub.api.app.inject({ method, url, remoteAddress, headers: { host } });

  const page = await from('192.0.2.7', 'GET', '/tasks?view=mine');
  expect(page).toMatchObject({ statusCode: 308, headers: { location: `https://hub.hotel:${port}/tasks?view=mine` } });
  expect((await from('192.0.2.7', 'GET', '//evil.example/x')).headers.location).toBe(
    `https://hub.hotel:${port}//evil.example/x`,
  );
  expect((await from('192.0.2.7', 'GET', '/', '[2001:db8::7]:8080')).headers.location).toBe(
    `https://[2001:db8::7]:${port}/`,
  );
  expect((await from('192.0.2.7', 'GET', '/api/v1/devices')).json().detail).toContain(`https://hub.hotel:${port}`);
  expect((await from('192.0.2.7', 'POST', '/api/v1/session')).statusCode).toBe(403);
  expect((await from('192.0.2.7', 'GET', '/', 'a b<')).statusCode).toBe(400);
  expect((await from('127.0.0.1', 'GET', '/healthz')).statusCode).toBe(200);
  expect((await from('::1', 'GET', '/healthz')).statusCode).toBe(200);
  expect(await metric(hub.url, 'hub_http_refused_total{reason="not-over-tls"}')).toBe(6);
});

test('a proxy on this machine may say that its caller came over TLS, another machine may not', async () => {
  await startWithTls();
  const tls = { host: 'hub.hotel', 'x-forwarded-proto': 'https' };
  const call = (remoteAddress: string) => hub.api.app.inject({ url: '/healthz', remoteAddress, headers: tls });
  expect((await call('127.0.0.1')).headers['strict-transport-security']).toBe('max-age=15552000');
  expect((await call('192.0.2.7')).statusCode).toBe(308);
});

test('a renewed certificate is shown to the next caller; a pair that does not fit leaves the old one', async () => {
  const { certFile, keyFile } = await startWithTls();
  expect(await shownCertificate()).toBe('first');
  await copyFile(renewed.certFile, certFile);
  await eventually(
    async () => refusals.length,
    (count) => count > 0,
  );
  expect(await shownCertificate()).toBe('first');
  await copyFile(renewed.keyFile, keyFile);
  await eventually(shownCertificate, (name) => name === 'renewed');
});

test('what is no certificate is a mistake of its settings', async () => {
  const certFile = join(directory, 'wrong.pem');
  await writeFile(certFile, 'not a certificate');
  expect(() => openCertificateFiles({ certFile, keyFile: first.keyFile })).toThrow(
    /HUB_TLS_CERT, HUB_TLS_KEY: expected a certificate and its key in PEM, found .*wrong\.pem/,
  );
});

test('who says nothing, or speaks no TLS, is gone soon, and keeps nobody else from an answer', async () => {
  await startWithTls({ headersSeconds: 1 });
  const port = Number(new URL(tlsUrl).port);
  const silent = Array.from({ length: 50 }, () => connectPlain(port, '127.0.0.1'));
  const speaksPlain = connectPlain(port, '127.0.0.1');
  speaksPlain.on('error', () => undefined).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const gone = Promise.all([...silent, speaksPlain].map(ended));
  expect((await callOverTls('/healthz')).status).toBe(200);
  await gone;
  await eventually(
    () => metric(hub.url, 'hub_http_refused_total{reason="handshake"}'),
    (count) => count === 51,
  );
});

test('a call over TLS that is under way has its answer before the hub goes', async () => {
  await startWithTls();
  const stream = new Promise<IncomingMessage>((resolve, reject) => {
    const ask = (authorization: string) =>
      request(`${tlsUrl}/api/v1/stream`, { ca: first.cert, headers: { authorization } }, resolve)
        .on('error', reject)
        .end();
    void hub
      .as('admin')
      .then((admin) => admin('POST', '/api/v1/tokens', { name: 'wall', role: 'manager' }))
      .then(({ body }) => ask(`Bearer ${body.token}`));
  });
  const response = await stream;
  const over = new Promise((resolve) => response.on('close', resolve));
  response.resume();
  await hub.api.stop();
  await over;
  await expect(callOverTls('/healthz')).rejects.toThrow();
});
