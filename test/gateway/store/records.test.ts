// Lists of the store: newest first, page by page without a gap or a repeat, narrowed by what the caller asks for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { RecordedFact } from '../../../gateway/domain/facts.ts';
import type { Incident } from '../../../gateway/domain/incident.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { Task } from '../../../gateway/domain/task.ts';
import type { DrawQuery, TaskQuery } from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch, aDraw, aTask, aTouchpoint } from './examples.ts';

let dataDir: string;
let store: Store;
let seq: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-records-'));
  store = await openStore({ dataDir });
  seq = 0;
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const commit = (facts: readonly RecordedFact['fact'][]) =>
  store.commit(aBatch({ facts: facts.map((fact) => ({ seq: ++seq, at: 0, fact })) }));
const commitDraws = (draws: readonly Partial<Draw>[]) =>
  commit(draws.map((draw) => ({ type: 'draw-closed', draw: aDraw(draw), curve: [] })));
const commitTasks = (tasks: readonly Partial<Task>[]) =>
  commit(
    tasks.map((task) => ({
      type: 'task-changed',
      task: aTask(task),
      change: { at: 1, step: 'open', by: 'hub', to: 'open' },
    })),
  );

test('pages of any size show every draw once, the newest first, draws of one instant included', async () => {
  const starts = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(starts, fc.integer({ min: 1, max: 7 }), fc.uuid(), async (startedAt, limit, space) => {
      await commitDraws(startedAt.map((at, i) => ({ id: `${space}:${i}`, startedAt: at, space: space as SpaceId })));
      const shown: Draw[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.draws({ limit, space, ...(cursor ? { cursor } : {}) });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        shown.push(...page.items);
        cursor = page.next;
      } while (cursor);
      expect(shown.map((draw) => draw.startedAt)).toEqual([...startedAt].sort((a, b) => b - a));
      expect(new Set(shown.map(({ id }) => id)).size).toBe(startedAt.length);
    }),
    { numRuns: 25 },
  );
});

test('a draw that comes in while pages are turned neither shifts nor repeats the rest', async () => {
  await commitDraws([1, 2, 3, 4].map((at) => ({ id: `${at}`, startedAt: at })));
  const first = await store.draws({ limit: 2 });
  await commitDraws([{ id: '5', startedAt: 5 }]);
  const second = await store.draws({ limit: 2, cursor: first.next! });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
  expect(second.next).toBeUndefined();
});

test.each(['', 'x', 'bnVsbA', Buffer.from('["a","b"]').toString('base64url')])(
  'a cursor that no page gave (%j) is refused',
  async (cursor) => {
    await expect(store.draws({ limit: 2, cursor })).rejects.toMatchObject({ code: 'invalid-cursor' });
  },
);

test.each<[string, Omit<DrawQuery, 'limit'>, string[]]>([
  ['all draws', {}, ['c', 'b', 'a']],
  ['from an instant on, that instant included', { from: 2 }, ['c', 'b']],
  ['up to an instant, that instant left out', { to: 2 }, ['a']],
  ['the misses', { outcome: 'missed' }, ['b']],
  ['one room', { space: '1204' }, ['c']],
  ['one riser', { riser: 'r2' }, ['b', 'a']],
  ['one device', { device: 'hw-9' }, ['a']],
  ['one riser and its misses', { riser: 'r2', outcome: 'missed' }, ['b']],
])('draws: %s', async (_, query, ids) => {
  await commitDraws([
    { id: 'a', startedAt: 1, device: 'hw-9' as DeviceId },
    { id: 'b', startedAt: 2, outcome: 'missed' },
    { id: 'c', startedAt: 3, space: '1204' as SpaceId, riser: 'r3' },
  ]);
  expect((await store.draws({ limit: 10, ...query })).items.map(({ id }) => id)).toEqual(ids);
});

test.each<[string, Omit<TaskQuery, 'limit'>, string[]]>([
  ['all of them, those that are over too', {}, ['t3', 't2', 't1']],
  ['open or accepted', { states: ['open', 'accepted'] }, ['t3', 't1']],
  ['of housekeeping', { role: 'housekeeping' }, ['t3']],
  ['of one person', { assignee: 'wang' }, ['t2']],
  ['of one room', { space: 'lobby' }, ['t1']],
])('tasks: %s', async (_, query, ids) => {
  await commitTasks([
    { id: 't1', openedAt: 1, space: 'lobby' as SpaceId },
    { id: 't2', openedAt: 2, state: 'verified', assignee: 'wang' },
    { id: 't3', openedAt: 3, state: 'accepted', role: 'housekeeping' },
  ]);
  expect((await store.tasks({ limit: 10, ...query })).items.map(({ id }) => id)).toEqual(ids);
});

test('a task is shown as its last change left it', async () => {
  await commitTasks([{ id: 't1', version: 1 }]);
  await commitTasks([{ id: 't1', version: 2, state: 'accepted', assignee: 'wang' }]);
  expect(await store.task('t1')).toMatchObject({ version: 2, state: 'accepted', assignee: 'wang' });
  expect((await store.tasks({ limit: 10 })).items).toHaveLength(1);
});

test('incidents are listed open, closed or all', async () => {
  const incident = (id: string, closedAt?: number): Incident => ({
    id,
    kind: 'riser',
    subject: 'r2',
    openedAt: 1,
    reasoning: '3 rooms of riser r2 missed since 13:40',
    spaces: [],
    devices: [],
    tasks: [],
    ...(closedAt === undefined ? {} : { closedAt }),
  });
  await commit([incident('a'), incident('b', 2)].map((it) => ({ type: 'incident-changed', incident: it })));
  const ids = async (open?: boolean) =>
    (await store.incidents({ limit: 10, ...(open === undefined ? {} : { open }) })).items.map(({ id }) => id);
  expect([await ids(true), await ids(false), await ids()]).toEqual([['a'], ['b'], ['b', 'a']]);
});

test('incidents are found by what they are about', async () => {
  const incident = (id: string, kind: Incident['kind'], subject: string): Incident => ({
    id,
    kind,
    subject,
    openedAt: 1,
    reasoning: '',
    spaces: [],
    devices: [],
    tasks: [],
  });
  await commit(
    [incident('a', 'riser', 'r2'), incident('b', 'floor', '12'), incident('c', 'riser', 'r3')].map((it) => ({
      type: 'incident-changed',
      incident: it,
    })),
  );
  const ids = async (query: { kind?: Incident['kind']; subject?: string }) =>
    (await store.incidents({ limit: 10, ...query })).items.map(({ id }) => id);
  expect([
    await ids({ kind: 'riser' }),
    await ids({ subject: '12' }),
    await ids({ kind: 'riser', subject: 'r3' }),
  ]).toEqual([['c', 'a'], ['b'], ['c']]);
});

test('touchpoints are found by touchpoint and outcome', async () => {
  await commit(
    [
      aTouchpoint({ id: 'a' }),
      aTouchpoint({ id: 'b', outcome: 'missed' }),
      aTouchpoint({ id: 'c', touchpoint: 'snack' }),
    ].map((touchpoint) => ({ type: 'touchpoint-recorded', touchpoint })),
  );
  const { items } = await store.touchpoints({ limit: 10, touchpoint: 'arrival', outcome: 'missed' });
  expect(items.map(({ id }) => id)).toEqual(['b']);
});

test('facts are read on from where a projection has come, of the types that it wants', async () => {
  await commitDraws([{ id: 'a' }]);
  await commitTasks([{ id: 't1' }]);
  await commitDraws([{ id: 'b' }]);
  expect((await store.factsAfter(1, 10)).map(({ seq }) => seq)).toEqual([2, 3]);
  expect((await store.factsAfter(0, 10, ['draw-closed'])).map(({ seq }) => seq)).toEqual([1, 3]);
  expect(await store.cursor('history')).toBe(0);
  await store.moveCursor('history', 3);
  expect(await store.cursor('history')).toBe(3);
});
