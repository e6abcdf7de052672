// One's own day in figures: what counts, and what does not.
import { expect, test } from 'vitest';
import { ownFigures } from '../../../dashboards/housekeeping/own-figures.ts';
import { taskLists } from '../../../dashboards/housekeeping/view-model.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';

type Step = readonly [step: string, minute: number, from: Task['state'], to: Task['state'], by?: string];

const historyOf = (steps: readonly Step[]): Task['history'] =>
  steps.map(([step, minute, from, to, by = 'li']) => ({
    at: minutesFromNow(minute),
    tappedAt: null,
    step,
    by,
    from,
    to,
    note: null,
    assignee: null,
  }));

const hour = 60 * 60_000;
const figures = (...tasks: Task[]) => {
  const lists = taskLists(tasks, { user: 'li', now, waiting: [], floors: [] });
  return ownFigures(tasks, lists, 'li', now - 4 * hour);
};
const done = (takenAfter: number, doneAfter: number, parts: Partial<Task> = {}) =>
  aTask({
    state: 'verified',
    assignee: 'li',
    openedAt: minutesFromNow(-60),
    history: historyOf([
      ['accept', -60 + takenAfter, 'open', 'accepted'],
      ['start', -60 + takenAfter + 1, 'accepted', 'started'],
      ['complete', -60 + takenAfter + doneAfter, 'started', 'done'],
    ]),
    ...parts,
  });
const minutes = (count: number) => count * 60_000;

test('the middle of the times of today, to take and to finish', () => {
  const day = figures(done(1, 10), done(3, 12), done(30, 20));
  expect(day).toMatchObject({ doneToday: 3, toTakeMs: minutes(3), toFinishMs: minutes(12) });
});

test('of two, what lies between', () => {
  expect(figures(done(1, 10), done(3, 20))).toMatchObject({ toTakeMs: minutes(2), toFinishMs: minutes(15) });
});

test('nothing is nothing, not nought', () => {
  expect(figures()).toEqual({ mine: 0, late: 0, doneToday: 0 });
});

test.each([
  ['what a colleague did', { assignee: 'mei', history: historyOf([['accept', -5, 'open', 'accepted', 'mei']]) }],
  ['yesterday', { history: historyOf([['accept', -600, 'open', 'accepted']]) }],
  [
    'what was taken by a slip',
    {
      state: 'open',
      assignee: null,
      history: historyOf([
        ['accept', -5, 'open', 'accepted'],
        ['undo', -5, 'accepted', 'open'],
      ]),
    },
  ],
] as const)('%s does not count', (_what, parts) => {
  expect(figures(aTask(parts as Partial<Task>))).not.toHaveProperty('toTakeMs');
});

test('what is mine, and late of that', () => {
  const mine = { state: 'accepted', assignee: 'li' } as const;
  expect(figures(aTask(mine), aTask({ ...mine, dueAt: minutesFromNow(-1) }), aTask())).toMatchObject({
    mine: 2,
    late: 1,
  });
});
