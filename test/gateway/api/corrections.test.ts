// A note on a period is about hours that were and places that are: what a caller gets wrong is named.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let manager: Call;
beforeEach(async () => {
  hub = await startTestApi();
  hub.now = Date.parse('2026-03-01T06:05:00Z');
  manager = await hub.as('manager');
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const note = (change: object) =>
  manager('POST', '/api/v1/corrections', {
    from: '2026-03-01T04:00:00Z',
    to: '2026-03-01T06:00:00Z',
    category: 'works',
    reason: 'pump house rebuilt',
    ...change,
  });

test('the quarter of an hour that runs is the last that a note may be about', async () => {
  expect((await note({ to: '2026-03-01T06:15:00Z' })).status).toBe(204);
  const later = await note({ to: '2026-03-01T06:30:00Z' });
  expect([later.status, later.body.errors]).toEqual([
    400,
    [{ field: 'to', detail: 'expected 2026-03-01T06:15:00.000Z at most: nothing later is judged yet' }],
  ]);
});

test.each([
  ['x', 'expected why, in at least 3 characters, found "x"'],
  ['why '.repeat(76), 'expected why, in at most 300 characters, found "why '],
])('how long a reason may be is said to who gives another', async (reason, detail) => {
  const { status, body } = await note({ reason });
  expect([status, body.errors]).toEqual([400, [{ field: 'reason', detail: expect.stringContaining(detail) }]]);
});

test('a room that the house does not have is named', async () => {
  hub.spaces.push({ id: '1203' as SpaceId, kind: 'room', floor: '12' });
  expect((await note({ space: '1203' })).status).toBe(204);
  const unknown = await note({ space: '1230' });
  expect([unknown.status, unknown.body.errors]).toEqual([
    400,
    [{ field: 'space', detail: 'there is no space 1230 (GET /api/v1/spaces lists them)' }],
  ]);
});
