// Who may call what: generated from the one table, so that a new call cannot be forgotten here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Call as CallName, mayCall, permissions } from '../../../gateway/api/permissions.ts';
import { type Role, roles } from '../../../gateway/domain/property.ts';
import { type Reply, startTestApi, type TestApi } from './start-test-api.ts';

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

/** Signs out: each is tried where nothing else would be ended by it. */
const endsItself: readonly CallName[] = ['DELETE /session', 'DELETE /sessions'];

describe.each(roles)('%s, signed in by token', (role) => {
  test.each(calls.filter((call) => call !== 'GET /stream'))('%s', async (call) => {
    const [method, path] = split(call);
    const answer = await (await hub.as(role))(method, path, method === 'GET' ? undefined : {});
    expectPermission(role, call, answer);
  });
});

describe.each(roles)('%s, signed in by cookie', (role) => {
  let headers: Record<string, string>;
  beforeAll(async () => {
    await hub.addUser(`a-person-${role}`, role);
    const body = { username: `a-person-${role}`, password: `password-of-a-person-${role}` };
    const signedIn = await hub.call('POST', '/api/v1/session', { body });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    headers = { cookie, 'x-csrf-token': signedIn.body.csrfToken };
  });

  test.each(calls.filter((call) => call !== 'GET /stream' && call !== 'POST /session' && !endsItself.includes(call)))(
    '%s',
    async (call) => {
      const [method, path] = split(call);
      const answer = await hub.call(method, path, { headers, ...(method !== 'GET' && { body: {} }) });
      expectPermission(role, call, answer);
      if (method === 'GET') return;
      const { cookie = '' } = headers;
      expect((await hub.call(method, path, { headers: { cookie }, body: {} })).status, 'without its CSRF token').toBe(
        403,
      );
    },
  );
});

function expectPermission(role: Role, call: CallName, { status, body }: Reply): void {
  if (mayCall(role, call)) expect([401, 403]).not.toContain(status);
  else expect({ status, body }).toMatchObject({ status: 403, body: { status: 403, title: 'Forbidden' } });
  expect(status).toBeLessThan(500);
}

test.each(calls)('%s is a call that the hub answers', (call) => {
  const [method = '', path = ''] = call.split(' ');
  expect(hub.api.app.hasRoute({ method: method as 'GET', url: `/api/v1${path}` })).toBe(true);
});

const staff = ['housekeeping', 'front-desk', 'engineer', 'manager', 'admin'];

/** The calls that others build on, as they were promised; written down apart from the table that the hub answers by. */
test.each<[CallName, readonly string[]]>([
  ['GET /devices', ['engineer', 'manager', 'admin']],
  ['GET /devices/:id', ['engineer', 'manager', 'admin']],
  ['POST /devices', ['engineer', 'admin']],
  ['PATCH /devices/:id', ['engineer', 'admin']],
  ['DELETE /devices/:id', ['engineer', 'admin']],
  ['POST /devices/:id/commands', ['engineer', 'admin']],
  ['GET /devices/:id/telemetry', ['engineer', 'manager', 'admin']],
  ['GET /draws', ['engineer', 'manager', 'admin']],
  ['GET /draws/:id', ['engineer', 'manager', 'admin']],
  ['POST /stays/events', ['integration', 'front-desk', 'admin']],
  ['POST /touchpoints', ['integration', 'front-desk', 'housekeeping', 'admin']],
  ['GET /touchpoints', ['manager', 'admin', 'front-desk']],
  ['POST /requests', ['integration', ...staff]],
  ['GET /tasks', staff],
  ['GET /tasks/:id', staff],
  ['POST /tasks/:id/:action', staff],
  ['GET /compliance', ['manager', 'admin']],
  ['GET /standards', staff],
  ['PUT /standards/:id', ['manager', 'admin']],
  ['GET /stream', staff],
])('%s is for whom it was promised to, and for nobody else', (call, promised) => {
  expect([...permissions[call]].sort()).toEqual([...promised].sort());
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
