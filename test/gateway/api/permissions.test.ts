// Who may call what: generated from the one table, so that a new call cannot be forgotten here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Call as CallName, mayCall, permissions } from '../../../gateway/api/permissions.ts';
import { roles } from '../../../gateway/domain/property.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeAll(async () => {
  hub = await startTestApi();
});
afterAll(() => hub.stop());

const calls = Object.keys(permissions) as CallName[];

function split(call: CallName): [method: string, path: string] {
  const [method = '', path = ''] = call.split(' ');
  const filled = path.replace(':action', 'accept').replace(/:\w+/g, 'nothing-here');
  return [method, `/api/v1${filled}`];
}

describe.each(roles)('%s', (role) => {
  test.each(calls.filter((call) => call !== 'GET /stream'))('%s', async (call) => {
    const [method, path] = split(call);
    const { status, body } = await (await hub.as(role))(method, path, method === 'GET' ? undefined : {});
    if (mayCall(role, call)) expect([401, 403]).not.toContain(status);
    else expect({ status, body }).toMatchObject({ status: 403, body: { status: 403, title: 'Forbidden' } });
    expect(status).toBeLessThan(500);
  });
});

test.each(calls.filter((call) => permissions[call] !== 'everybody'))(
  'nobody makes %s without signing in',
  async (call) => {
    const [method, path] = split(call);
    expect((await hub.call(method, path)).status).toBe(401);
  },
);

test('an unknown token is nobody', async () => {
  const reply = await hub.call('GET', '/api/v1/devices', { headers: { authorization: 'Bearer nonsense' } });
  expect(reply.status).toBe(401);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
});

test('the OpenAPI document names the roles of every call', async () => {
  const { body } = await hub.call('GET', '/api/v1/openapi.json');
  for (const call of calls) {
    if (permissions[call] === 'everybody') continue;
    const [method = '', path = ''] = call.split(' ');
    const operation = body.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()];
    expect(operation?.['x-roles'], call).toEqual(permissions[call]);
  }
});
