import { expect, test } from 'vitest';
import { tabCounts, taskLists } from '../../../dashboards/housekeeping/view-model.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';

const li = { user: 'li', now, waiting: [] };

test.each([
  ['mine is now', { state: 'started', assignee: 'li' }, 'doNow'],
  ['urgent and nobody’s is now', { priority: 1 }, 'doNow'],
  ['late and nobody’s is now', { dueAt: minutesFromNow(-1) }, 'doNow'],
  ['new is next', {}, 'next'],
  ['put off by me waits', { state: 'on-hold', assignee: 'li' }, 'waiting'],
  ['done by me waits for the sensor', { state: 'done', assignee: 'li' }, 'waiting'],
  ['a colleague’s is the team’s', { state: 'accepted', assignee: 'wang' }, 'team'],
  ['verified is over', { state: 'verified', assignee: 'li' }, 'over'],
  ['what solved itself is over', { state: 'cancelled' }, 'over'],
] as const)('%s', (_name, parts, list) => {
  expect(taskLists([aTask(parts)], li)[list]).toHaveLength(1);
});

test('mine stands before what is urgent and nobody’s', () => {
  const lists = taskLists(
    [aTask({ id: 'urgent', priority: 1 }), aTask({ id: 'mine', state: 'accepted', assignee: 'li' })],
    li,
  );
  expect(lists.doNow.map(({ task }) => task.id)).toEqual(['mine', 'urgent']);
});

test('every task is counted in one tab', () => {
  const tasks = [aTask(), aTask({ state: 'done', assignee: 'wang' }), aTask({ state: 'verified' })];
  expect(tabCounts(taskLists(tasks, li))).toEqual({ todo: 1, team: 1, over: 1 });
});
