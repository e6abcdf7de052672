// Every limit of the HTTP listener is met once: the caller that meets it is refused and counted, the next one is served.
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { HttpLimits } from '../../../gateway/config/http-limits.ts';
import { eventually } from '../../support/eventually.ts';
import { metric } from '../../support/metrics.ts';
import { ended, openSocket, sendBytes } from '../../support/raw-http.ts';
import { readEvents } from './event-reader.ts';
import { aDraw } from './examples.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
async function startWith(limits: Partial<HttpLimits>): Promise<void> {
  hub = await startTestApi({ limits });
}
afterEach(() => hub.stop());

const refused = (reason: string) => metric(hub.url, `hub_http_refused_total{reason="${reason}"}`);
const open = () => metric(hub.url, 'hub_http_connections');
const gone = (sockets: readonly Socket[]) => sockets.filter(({ destroyed }) => destroyed).length;
const alive = async () => (await hub.call('GET', '/healthz')).status;

test('a body that is too large is refused before it is read', async () => {
  await startWith({ bodyBytes: 2_000 });
  const admin = await hub.as('admin');
  const reply = await admin('POST', '/api/v1/requests', { note: 'x'.repeat(3_000) });
  expect(reply).toMatchObject({ status: 413, body: { detail: expect.stringContaining('HUB_HTTP_BODY_BYTES') } });
  expect(await refused('body-too-large')).toBe(1);
});

test('a head that is too large is refused', async () => {
  await startWith({ headerBytes: 4_096 });
  const { status } = await sendBytes(hub.url, `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(5_000)}\r\n\r\n`);
  expect(status).toBe(431);
  expect(await refused('headers-too-large')).toBe(1);
  expect(await alive()).toBe(200);
});

test('who sends a head or a body too slowly, or nothing at all, is cut off', async () => {
  await startWith({ headersSeconds: 1, requestSeconds: 2 });
  const silent = openSocket(hub.url);
  const slowHead = openSocket(hub.url);
  slowHead.write('GET /healthz HTTP/1.1\r\n');
  const slowBody = openSocket(hub.url);
  slowBody.write(
    'POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{',
  );
  const answers = await Promise.all([silent, slowHead, slowBody].map(ended));
  expect(answers.map(({ status }) => status)).toEqual([408, 408, 408]);
  expect(await refused('too-slow')).toBe(3);
});

test('five hundred that send a byte now and then keep nobody else from an answer, and are gone in the end', async () => {
  await startWith({ headersSeconds: 2, requestSeconds: 2 });
  const slow = Array.from({ length: 500 }, () => openSocket(hub.url));
  const allEnded = Promise.all(slow.map(ended));
  const drip = setInterval(() => {
    for (const socket of slow) socket.write('x');
  }, 200);
  await eventually(open, (count) => count >= 500);
  const answers = await Promise.all(Array.from({ length: 50 }, alive));
  expect(answers).toEqual(Array(50).fill(200));
  await allEnded;
  clearInterval(drip);
  await eventually(open, (count) => count < 60);
});

test('who takes nothing of an answer is cut off; who waits for the hub is not', async () => {
  await startWith({ idleSeconds: 1 });
  const long = 'x'.repeat(2_000);
  hub.spaces.push(
    ...Array.from({ length: 900 }, (_, index) => ({ id: `${index} ${long}` as never, kind: 'room' as const })),
  );
  hub.spaces.push({ id: '1203' as never, kind: 'room' });
  const admin = await hub.as('admin');
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<{ accepted: true; facts: []; repeat: false }>();
  hub.answer = () => {
    asked.resolve();
    return answered.promise;
  };
  const waiting = admin('POST', '/api/v1/requests', { id: 'r', space: '1203', request: 'towels', channel: 'phone' });
  await asked.promise;

  const { authorization } = await tokenOf('engineer');
  const frozen = openSocket(hub.url);
  frozen.pause();
  frozen.write(`GET /api/v1/spaces HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`.repeat(20));
  await eventually(
    () => refused('answer-not-taken'),
    (count) => count === 1,
  );
  frozen.destroy();

  answered.resolve({ accepted: true, facts: [], repeat: false });
  expect((await waiting).status).toBeLessThan(300);
});

test('more connections than there may be are closed at once', async () => {
  await startWith({ connections: 20 });
  const held = Array.from({ length: 40 }, () => openSocket(hub.url));
  await eventually(
    async () => gone(held),
    (count) => count === 20,
  );
  for (const socket of held) socket.destroy();
  await eventually(
    () => refused('connections').catch(() => 0),
    (count) => count >= 20,
  );
});

test('one address does not take the connections of the others', async () => {
  await startWith({ connectionsPerAddress: 10 });
  const greedy = Array.from({ length: 30 }, () => openSocket(hub.url, '127.0.0.2'));
  await eventually(
    async () => gone(greedy),
    (count) => count === 20,
  );
  expect(await alive()).toBe(200);
  expect(await refused('connections-per-address')).toBe(20);
  for (const socket of greedy) socket.destroy();
});

test('a token that calls in a loop is told to wait, and costs the others nothing', async () => {
  await startWith({ callsPerMinute: 60 });
  const integration = await tokenOf('integration');
  const call = () => hub.call('GET', '/api/v1/property', { headers: integration });
  const replies = await Promise.all(Array.from({ length: 15 }, call));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
  const [late] = replies.filter(({ status }) => status === 429);
  expect(Number(late?.headers.get('retry-after'))).toBeLessThanOrEqual(10);
  expect((await (await hub.as('engineer'))('GET', '/api/v1/property')).status).toBe(200);
  expect(await refused('calls')).toBe(5);
});

test('an address that calls in a loop is told to wait', async () => {
  await startWith({ callsPerMinutePerAddress: 120 });
  const call = (address: string) => hub.call('GET', '/healthz', { headers: { 'x-forwarded-for': address } });
  const replies = await Promise.all(Array.from({ length: 25 }, () => call('192.0.2.7')));
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(5);
  expect((await call('192.0.2.8')).status).toBe(200);
});

test('of an IPv6 network all addresses count as one', async () => {
  await startWith({ callsPerMinutePerAddress: 60 });
  const call = (address: string) => hub.call('GET', '/healthz', { headers: { 'x-forwarded-for': address } });
  const replies = await Promise.all(Array.from({ length: 12 }, (_, index) => call(`2001:db8:0:1::${index + 1}`)));
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(2);
  expect((await call('2001:db8:0:2::1')).status).toBe(200);
});

test('more live streams than there may be are refused, of one caller and of all', async () => {
  await startWith({ streams: 3, streamsPerCaller: 2 });
  const [engineer, manager] = [await tokenOf('engineer'), await tokenOf('manager')];
  const watch = (headers: Record<string, string>) => readEvents(`${hub.url}/api/v1/stream`, headers);
  const readers = [await watch(engineer), await watch(engineer)];
  expect((await hub.call('GET', '/api/v1/stream', { headers: engineer })).status).toBe(429);
  readers.push(await watch(manager));
  expect((await hub.call('GET', '/api/v1/stream', { headers: manager })).status).toBe(429);
  expect([await refused('streams-per-caller'), await refused('streams')]).toEqual([1, 1]);
  readers[0]?.close();
  await eventually(
    () => metric(hub.url, 'hub_http_streams'),
    (count) => count === 2,
  );
  const again = await watch(manager);
  await hub.happen({ type: 'draw-judged', draw: aDraw() });
  await again.until((events) => events.length === 1);
});

async function tokenOf(role: 'engineer' | 'manager' | 'integration'): Promise<{ authorization: string }> {
  const admin = await hub.as('admin');
  const { body } = await admin('POST', '/api/v1/tokens', { name: `one-${role}`, role });
  return { authorization: `Bearer ${body.token}` };
}
