// Tasks as people see them and move them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { User } from '../../../gateway/ports.ts';
import { aTask, taskChanged } from './examples.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
beforeEach(async () => {
  hub = await startTestApi();
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id).sort();

async function aHouseAtWork() {
  await hub.happen(
    taskChanged({ id: 'linen', role: 'housekeeping', state: 'open', space: '1201' as SpaceId }),
    taskChanged({ id: 'towels', role: 'housekeeping', state: 'accepted', assignee: 'a-housekeeping' }),
    taskChanged({ id: 'pump', role: 'engineer', state: 'started', assignee: 'wang' }),
    taskChanged({ id: 'old', role: 'engineer', state: 'verified' }),
  );
}

test('staff see the tasks of their own role, managers all', async () => {
  await aHouseAtWork();
  const housekeeping = await hub.as('housekeeping');
  const manager = await hub.as('manager');
  expect(ids((await housekeeping('GET', '/api/v1/tasks')).body)).toEqual(['linen', 'towels']);
  expect(ids((await manager('GET', '/api/v1/tasks')).body)).toEqual(['linen', 'old', 'pump', 'towels']);
  expect(ids((await manager('GET', '/api/v1/tasks?role=engineer')).body)).toEqual(['old', 'pump']);
  expect((await housekeeping('GET', '/api/v1/tasks?role=engineer')).status).toBe(403);
  expect((await housekeeping('GET', '/api/v1/tasks/pump')).status).toBe(403);
});

test('a list says from which place on a stream tells what it does not know yet', async () => {
  await aHouseAtWork();
  const housekeeping = await hub.as('housekeeping');
  const told = await housekeeping('GET', '/api/v1/tasks');
  const [next] = await hub.happen(taskChanged({ id: 'late', role: 'housekeeping' }));
  expect(Number(told.headers.get('last-event-id'))).toBe((next?.seq ?? 0) - 1);
});

test.each([
  ['state=open', ['linen']],
  ['state=open,accepted', ['linen', 'towels']],
  ['state=open&state=accepted', ['linen', 'towels']],
  ['space=1201', ['linen']],
  ['mine=true', ['towels']],
  ['mine=false', ['linen', 'towels']],
])('?%s', async (query, expected) => {
  await aHouseAtWork();
  const housekeeping = await hub.as('housekeeping');
  expect(ids((await housekeeping('GET', `/api/v1/tasks?${query}`)).body)).toEqual(expected);
});

test('an action is handed on with who, when and which version, and answers the task as it is then', async () => {
  await hub.happen(taskChanged({ id: 'pump' }));
  const after = aTask({ id: 'pump', version: 2, state: 'accepted', assignee: 'a-engineer' });
  hub.answer = () => ({ accepted: true, repeat: false, facts: [{ ...taskChanged(), task: after } as never] });
  const engineer = await hub.as('engineer');
  const tap = { version: 1, key: 'k1', at: '2026-03-01T14:00:00+08:00', note: 'on my way' };
  const { status, body } = await engineer('POST', '/api/v1/tasks/pump/accept', tap);
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { version: 2, state: 'accepted', assignee: 'a-engineer' },
  });
  expect(hub.inputs).toEqual([
    {
      type: 'task-action',
      task: 'pump',
      action: 'accept',
      version: 1,
      key: 'k1',
      tappedAt: Date.parse('2026-03-01T06:00:00Z'),
      note: 'on my way',
      by: { name: 'a-engineer', role: 'engineer' },
    },
  ]);
});

test('a repeat answers the task as it is', async () => {
  await hub.happen(taskChanged({ id: 'pump', version: 3, state: 'started' }));
  hub.answer = () => ({ accepted: true, repeat: true, facts: [] });
  const engineer = await hub.as('engineer');
  const { status, body } = await engineer('POST', '/api/v1/tasks/pump/accept', { version: 1, key: 'k1' });
  expect({ status, body }).toMatchObject({ status: 200, body: { version: 3, state: 'started' } });
});

test.each([
  ['stale-version', 409],
  ['not-in-this-state', 409],
  ['not-your-task', 403],
  ['invalid', 400],
] as const)('%s answers %i with the task as it is', async (code, status) => {
  await hub.happen(taskChanged({ id: 'pump', version: 4, state: 'started', assignee: 'wang' }));
  hub.answer = () => ({ accepted: false, refusal: { code, detail: 'because', field: 'version' } });
  const engineer = await hub.as('engineer');
  const reply = await engineer('POST', '/api/v1/tasks/pump/accept', { version: 1 });
  expect(reply).toMatchObject({
    status,
    body: { type: code, status, detail: 'because', task: { id: 'pump', version: 4, assignee: 'wang' } },
  });
});

test('a task that is over cannot be moved, and is shown', async () => {
  await hub.happen(taskChanged({ id: 'pump', version: 5, state: 'verified' }));
  hub.answer = () => ({
    accepted: false,
    refusal: { code: 'unknown-task', detail: 'no task pump is open', field: 'id' },
  });
  const engineer = await hub.as('engineer');
  expect(await engineer('POST', '/api/v1/tasks/pump/complete', { version: 5 })).toMatchObject({
    status: 409,
    body: { type: 'not-in-this-state', task: { state: 'verified' } },
  });
});

test('nobody moves a task of another role, nor learns of it', async () => {
  await hub.happen(taskChanged({ id: 'pump', role: 'engineer' }));
  const housekeeping = await hub.as('housekeeping');
  const reply = await housekeeping('POST', '/api/v1/tasks/pump/accept', { version: 1 });
  expect(reply.status).toBe(403);
  expect(reply.body.task).toBeUndefined();
  expect(hub.inputs).toEqual([]);
});

test('a guest’s request becomes a task; told twice it is one', async () => {
  hub.spaces.push({ id: '1203' as SpaceId, kind: 'room' });
  const evidence = [{ type: 'request', id: 'call-7', at: hub.now }] as const;
  const task = taskChanged({ id: 't1', kind: 'request', role: 'housekeeping', evidence });
  hub.answer = () => ({ accepted: true, repeat: false, facts: [task] });
  const call = { id: 'call-7', space: '1203', request: 'towels', channel: 'phone' };
  const frontDesk = await hub.as('front-desk');
  const first = await frontDesk('POST', '/api/v1/requests', call);
  expect(first).toMatchObject({ status: 201, body: { id: 'call-7', task: { id: 't1', kind: 'request' } } });
  await hub.happen(task);
  hub.answer = () => ({ accepted: true, repeat: true, facts: [] });
  expect(await frontDesk('POST', '/api/v1/requests', call)).toMatchObject({ status: 200, body: first.body });
  expect(hub.inputs).toMatchObject([
    {
      type: 'guest-request',
      id: 'call-7',
      space: '1203',
      request: 'towels',
      channel: 'phone',
      by: { name: 'a-front-desk' },
    },
    { type: 'guest-request' },
  ]);
});

test('a task is assigned only to a user who may act on it', async () => {
  await hub.happen(taskChanged({ id: 'pump', role: 'engineer' }));
  await hub.addUser('wang', 'engineer');
  await hub.addUser('li', 'housekeeping');
  await hub.addUser('boss', 'manager');
  await hub.addUser('gone', 'engineer');
  await hub.change({ type: 'put-user', user: { ...(hub.store.user('gone') as User), disabled: true } });
  const manager = await hub.as('manager');
  const assign = async (assignee: string) => {
    const { status, body } = await manager('POST', '/api/v1/tasks/pump/assign', { version: 1, assignee });
    return status === 200 ? 'taken' : `${status} ${body.errors[0].field}: ${body.errors[0].detail}`;
  };
  const refused = (found: string) => `400 assignee: expected a user who may act on tasks of engineer, found ${found}`;
  expect(await assign('wang')).toBe('taken');
  expect(await assign('boss')).toBe('taken');
  expect(await assign('nobody')).toBe(refused('"nobody"'));
  expect(await assign('li')).toBe(refused('"li" of housekeeping'));
  expect(await assign('gone')).toBe(refused('"gone", who is disabled'));
});
