// Which tasks hang on the wall, and in what order.
import { expect, test } from 'vitest';
import { wallLines } from '../../../gateway/api/wall-lines.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { Task } from '../../../gateway/domain/task.ts';

const now = Date.parse('2026-03-01T06:00:00Z');
const minute = 60_000;

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  version: 1,
  kind: 'request',
  title: id,
  role: 'housekeeping',
  space: '1203' as SpaceId,
  cause: id,
  state: 'open',
  priority: 2,
  openedAt: now - minute,
  evidence: [],
  history: [],
  ...more,
});
const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id);

test('what is late stands first to last by how long, taken or not', () => {
  const { late } = wallLines(
    [
      task('soon', { dueAt: now + 1 }),
      task('a', { dueAt: now - 1 }),
      task('b', { dueAt: now - minute, state: 'started' }),
    ],
    now,
  );
  expect(ids(late)).toEqual(['b', 'a']);
});

test('what is new stands by urgency, then the latest first; taken work is only counted', () => {
  const { fresh, inHand } = wallLines(
    [
      task('old', { openedAt: now - 9 * minute }),
      task('new'),
      task('back', { state: 'reopened', openedAt: now - 2 * minute }),
      task('urgent', { priority: 1, openedAt: now - 5 * minute }),
      task('taken', { state: 'accepted' }),
    ],
    now,
  );
  expect(ids(fresh)).toEqual(['urgent', 'new', 'back', 'old']);
  expect(inHand).toBe(1);
});

test.each([
  ['put off, which may tell of a guest who sleeps', 'on-hold'],
  ['waiting for the device to confirm it', 'done'],
  ['over', 'verified'],
] as const)('a task that is %s does not hang there, late or not', (_name, state) => {
  const { late, fresh, inHand } = wallLines([task('t', { state, dueAt: now - minute })], now);
  expect([late, fresh, inHand]).toEqual([[], [], 0]);
});
