// While the event loop stays late, what can come again is told to, and what comes once is taken.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { metric } from '../../support/metrics.ts';
import { startHub } from '../../support/start-hub.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let isLate: boolean;
beforeEach(async () => {
  isLate = false;
  hub = await startTestApi({ isOverloaded: () => isLate });
});
afterEach(() => hub.stop());

test('reads, streams and sign-ins come again, work is taken, and machines still see how the hub is', async () => {
  const engineer = await hub.as('engineer');
  const call = async (method: string, path: string, body?: unknown) => (await engineer(method, path, body)).status;
  isLate = true;
  const refused = await engineer('GET', '/api/v1/devices');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await call('GET', '/api/v1/stream')).toBe(503);
  expect((await hub.call('POST', '/api/v1/session', { body: { username: 'li', password: 'guess' } })).status).toBe(503);
  expect(await call('PUT', '/api/v1/spaces/1203', { floor: '12' })).toBe(200);
  expect((await hub.call('GET', '/healthz')).status).toBe(200);
  expect(await metric(hub.url, 'hub_http_refused_total{reason="overload"}')).toBe(3);
  isLate = false;
  expect(await call('GET', '/api/v1/devices')).toBe(200);
});

test('a hub whose event loop stands still again and again says so, and answers when it is on time', async () => {
  const whole = await startHub();
  const status = () => fetch(`${whole.http}/api/v1/openapi.json`).then((answer) => answer.status);
  const turn = () => new Promise((next) => setTimeout(next, 0));
  for (let late = 0; late < 14; late += 1) {
    const until = performance.now() + 300;
    while (performance.now() < until);
    await turn();
  }
  expect(await status()).toBe(503);
  await eventually(status, (answer) => answer === 200);
  await whole.remove();
});
