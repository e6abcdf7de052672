// Files for auditors: what they say of themselves, who took them, and whether they are still what they were.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { aDevice, aDraw, someMoment } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let manager: Call;
beforeEach(async () => {
  hub = await startTestApi();
  manager = await hub.as('manager');
  hub.devices.set('hw-1203', aDevice({ id: 'hw-1203', space: '1203' as SpaceId }, { floor: '12', riser: 'r1' }));
  for (const [index, space] of ['1203', '1204', '0801'].entries()) {
    const draw = aDraw({
      id: `draw-${space}`,
      space: space as SpaceId,
      floor: space.slice(0, 2),
      startedAt: someMoment + index,
      endedAt: someMoment + 30_000,
    });
    await hub.happen({ type: 'draw-closed', draw, curve: [] });
  }
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const linesOf = (text: string) => text.trimEnd().split('\n');

test('draws of a floor as CSV: head, columns, and those draws alone', async () => {
  const { body, headers } = await manager('GET', '/api/v1/exports/draws?floor=12');
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="demo-draws-2026-03-01.csv"');
  const lines = linesOf(body);
  expect(lines).toContain('# filter,floor=12');
  expect(lines).toContain('# standards,house-10s@1');
  expect(lines).toContain('# time zone,Asia/Shanghai');
  expect(lines).toContain('# rows,2');
  const [columns, ...rows] = lines.filter((line) => !line.startsWith('#'));
  expect(columns).toMatch(/^outcome,reason,censored,seconds/);
  expect(rows.map((row) => row.match(/draw-\d+/)?.[0])).toEqual(['draw-1204', 'draw-1203']);
});

test('compliance as JSON is what the page shows', async () => {
  hub.history.tally = () => [
    { key: '2026-03-01', met: 3, missed: 1, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 3 },
  ];
  const range = 'from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z';
  const shown = await manager('GET', `/api/v1/compliance?by=day&standard=house-10s&${range}`);
  const { body } = await manager('GET', `/api/v1/exports/compliance?by=day&standard=house-10s&format=json&${range}`);
  expect(body.items).toEqual(shown.body.items);
  expect(body.export).toMatchObject({ kind: 'compliance', standards: ['house-10s@1'], rows: shown.body.items.length });
});

test.each([
  ['an outcome that no draw has', 'draws?outcome=no-evidence', 'outcome'],
  ['a place of compliance', 'compliance?space=1203', 'space'],
  ['a standard that nobody knows', 'compliance?standard=dreams', 'standard'],
  ['another kind', 'secrets', 'kind'],
])('%s is refused with its name', async (_, path, field) => {
  const { status, body } = await manager('GET', `/api/v1/exports/${path}`);
  expect([status, body.errors[0].field]).toEqual([400, field]);
});

test('a file that was changed shows, one that the hub never gave out is unknown', async () => {
  const csv = (await manager('GET', '/api/v1/exports/draws')).body as string;
  const check = async (text: string) => (await manager('POST', '/api/v1/exports/check', { text })).body.verdict;
  expect(await check(csv)).toBe('unknown');
  expect(await check(csv.replace('draw-1204', 'draw-1209'))).toBe('changed');
  expect(await check('milk, tea')).toBe('no-export');
});
