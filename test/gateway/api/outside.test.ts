// What stands around the API: health, counters, pages and the headers that keep them safe.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './start-test-api.ts';

let pagesDir: string;
let hub: TestApi;
beforeAll(async () => {
  pagesDir = await mkdtemp(join(tmpdir(), 'hub-pages-'));
  await mkdir(join(pagesDir, 'assets'));
  await writeFile(join(pagesDir, 'index.html'), '<!doctype html><title>sign in</title>');
  await writeFile(join(pagesDir, 'tasks.html'), '<!doctype html><title>tasks</title>');
  await writeFile(join(pagesDir, 'assets', 'tasks-x1.js'), 'export {};');
  await writeFile(join(pagesDir, '.secret'), 'x');
  hub = await startTestApi({ pagesDir });
});
afterAll(async () => {
  await hub.stop();
  await rm(pagesDir, { recursive: true });
});

test('the hub says that it is alive', async () => {
  expect(await hub.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } });
});

test('the hub says which part cannot be reached', async () => {
  expect((await hub.call('GET', '/readyz')).status).toBe(200);
  hub.checks = [
    { name: 'broker', ok: true },
    { name: 'history', ok: false, detail: 'connect ECONNREFUSED' },
  ];
  expect(await hub.call('GET', '/readyz')).toMatchObject({
    status: 503,
    body: {
      ready: false,
      checks: [
        { name: 'broker', ok: true, detail: null },
        { name: 'history', ok: false, detail: 'connect ECONNREFUSED' },
      ],
    },
  });
});

test('counters are in the text format of Prometheus, labels escaped', async () => {
  const { headers, body } = await hub.call('GET', '/metrics');
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const messages =
    '# HELP hub_messages_total Messages.\n# TYPE hub_messages_total counter\nhub_messages_total{kind="a\\"b"} 3\n';
  expect(body.slice(0, messages.length)).toBe(messages);
  expect(body).toContain('\nhub_http_refused_total{reason="calls"} 0\n');
  expect(body).toContain('\nhub_sign_ins_total{outcome="wrong"} 0\n');
});

test.each([
  ['/', 'sign in'],
  ['/tasks', 'tasks'],
])('%s is a page that is asked for anew each time', async (path, title) => {
  const { status, headers, body } = await hub.call('GET', path);
  expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-cache' });
  expect(body).toContain(title);
});

test('what has a hash in its name is kept for ever', async () => {
  const { headers } = await hub.call('GET', '/assets/tasks-x1.js');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-type')).toContain('javascript');
});

test.each(['/.secret', '/../package.json', '/%2e%2e/package.json', '/assets/none.js', '/nowhere'])(
  '%s is not served',
  async (path) => {
    expect((await hub.call('GET', path)).status).toBeGreaterThanOrEqual(400);
  },
);

test('a page may run nothing but the hub’s own files, and nobody may frame it', async () => {
  const { headers } = await hub.call('GET', '/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('a script of a page bears no policy of its own: only a document heeds one, and its bytes delay the first list', async () => {
  const { headers } = await hub.call('GET', '/assets/tasks-x1.js');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBeNull();
  expect([...headers].reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0)).toBeLessThan(500);
});

test('bytes that are no HTTP get an answer, and the next caller too', async () => {
  const { port, hostname } = new URL(hub.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write('\x16\x03\x01 nonsense\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
  });
  expect(answer).toContain('400 Bad Request');
  expect((await hub.call('GET', '/healthz')).status).toBe(200);
});
