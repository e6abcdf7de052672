// How staff answered, by kind and shift and never by person; and how fast budgets burn.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { houseDispatchRules } from '../../../gateway/domain/dispatch/house-dispatch.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { Task, TaskHistoryEntry } from '../../../gateway/domain/task.ts';
import { aDraw, someMoment, taskChanged } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

const minute = 60_000;
let hub: TestApi;
let manager: Call;
beforeEach(async () => {
  hub = await startTestApi();
  manager = await hub.as('manager');
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

/** Thirteen o'clock on the wall in Shanghai. */
const openedAt = someMoment;
const step = (name: TaskHistoryEntry['step'], afterMinutes: number, by = 'li'): TaskHistoryEntry => ({
  at: openedAt + afterMinutes * minute,
  step: name,
  by,
  to: 'open',
});
const opened = step('open', 0, 'hub');
const task = (id: string, more: Partial<Task>, ...history: readonly TaskHistoryEntry[]) =>
  taskChanged({ id, openedAt, dueAt: openedAt + 15 * minute, ...more, history: [opened, ...history] });

async function afternoon(): Promise<void> {
  await hub.happen(
    task(
      'in-time',
      { state: 'verified', shownAt: openedAt + minute },
      step('accept', 2),
      step('start', 4),
      step('complete', 10),
      step('verify', 12, 'hub'),
    ),
    task('late', { state: 'done' }, step('escalate', 10, 'hub'), step('start', 12), step('complete', 20)),
    task(
      'came-back',
      { state: 'reopened' },
      step('start', 6),
      step('complete', 14),
      step('reopen', 16, 'hub'),
      step('complete', 40),
    ),
    task('forgotten', { kind: 'refill', state: 'open' }),
    task('solved-itself', { kind: 'refill', state: 'cancelled' }, step('cancel', 3, 'hub')),
    task('long-ago', { openedAt: openedAt - 60 * 86_400_000 }, step('accept', 1)),
  );
}

const answers = async () => (await manager('GET', '/api/v1/compliance/answers')).body.items;

test('times to shown, taken and done, with n; in time, escalated, and reopened by the sensor', async () => {
  await afternoon();
  const [all, refills, warmUps] = await answers();
  expect(all).toEqual({
    by: 'all',
    key: '',
    tasks: 5,
    shown: { n: 1, p50: 60, p95: 60 },
    taken: { n: 3, p50: 360, p95: 720 },
    done: { n: 3, p50: 840, p95: 1200 },
    due: 4,
    inTime: 2,
    escalated: 1,
    reopened: 1,
  });
  expect(warmUps).toMatchObject({ by: 'kind', key: 'warm-up', tasks: 3, due: 3, inTime: 2 });
  expect(refills).toMatchObject({ by: 'kind', key: 'refill', tasks: 2, due: 1, inTime: 0, taken: { n: 0, p50: null } });
});

test('a step that was taken back was none: what is open again is not done, and who took it later took it then', async () => {
  const undo = (of: TaskHistoryEntry['step'], afterMinutes: number) => ({ ...step('undo', afterMinutes), note: of });
  await hub.happen(
    task(
      'slips',
      { state: 'open' },
      step('start', 1),
      step('complete', 2),
      step('verify', 2, 'hub'),
      undo('complete', 2),
      undo('start', 2),
    ),
    task('taken-later', { state: 'accepted' }, step('accept', 1), undo('accept', 1), step('accept', 6, 'zhou')),
  );
  const [all] = await answers();
  expect(all).toMatchObject({ tasks: 2, taken: { n: 1, p50: 360 }, done: { n: 0 }, inTime: 0 });
});

test('by shift of the hour in which they were opened; nobody is named', async () => {
  await afternoon();
  const shifts = [
    { id: 'early', from: '06:00', to: '14:00', days: [] },
    { id: 'late', from: '14:00', to: '22:00', days: [] },
    { id: 'night', from: '22:00', to: '06:00', days: [] },
  ];
  await hub.happen(
    {
      type: 'dispatch-changed',
      plan: { version: 1, source: 'api', by: 'chen', changedAt: 0, rules: { ...houseDispatchRules, shifts } },
    },
    task('at-night', { openedAt: openedAt - 10 * 60 * minute }),
  );
  const items = await answers();
  const byShift = items.filter(({ by }: { by: string }) => by === 'shift');
  expect(byShift.map(({ key, tasks }: { key: string; tasks: number }) => [key, tasks])).toEqual([
    ['early', 5],
    ['late', 0],
    ['night', 1],
  ]);
  expect(JSON.stringify(items)).not.toContain('li"');
});

test('a promise burns by house and floor, with its days and its open tasks', async () => {
  const draw = (index: number, outcome: 'met' | 'missed') =>
    ({
      type: 'draw-judged',
      draw: aDraw({
        id: `d${index}`,
        startedAt: hub.now - index * minute,
        outcome,
        floor: index % 2 === 0 ? '12' : '08',
        space: `${index % 2 === 0 ? '12' : '08'}03` as SpaceId,
      }),
    }) as const;
  await hub.happen(
    ...Array.from({ length: 50 }, (_, index) => draw(index + 1, index % 10 === 1 ? 'missed' : 'met')),
    task('cold', { cause: 'warm-up:hw-1203' }),
    task('tea', { kind: 'touchpoint', cause: 'touchpoint:tea-first:2026-03-01' }),
  );
  hub.history.tally = ({ by, standard }) =>
    by === 'day' && standard === 'house-10s'
      ? [{ key: '2026-03-01', met: 45, missed: 5, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 45 }]
      : [];
  const { body } = await manager('GET', '/api/v1/compliance/burn');
  const tenSeconds = body.items.find(({ standard }: { standard: string }) => standard === 'house-10s');
  expect(tenSeconds).toMatchObject({
    windowSeconds: 3600,
    times: expect.closeTo(2, 5),
    alarm: 'slow',
    trend: [{ day: '2026-03-01', met: 45, missed: 5 }],
    openTasks: 1,
  });
  expect(tenSeconds.floors).toEqual([
    { floor: '12', times: expect.closeTo(4, 5), windowSeconds: 21_600, alarm: 'slow' },
  ]);
});
