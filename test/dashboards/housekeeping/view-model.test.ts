// What the tasks page shows, where, and in which order.
import { describe, expect, test } from 'vitest';
import { tabCounts, taskLists } from '../../../dashboards/housekeeping/view-model.ts';
import type { RoomEntry } from '../../../gateway/api/contract/entry.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';

const li = { user: 'li', now, waiting: [], floors: [] as string[] };
const sentTo = (...people: string[]): Task['dispatchedTo'] => ({ tier: 'duty', people, reason: 'on-duty' });
const ended = (note: string, minutesAgo: number): Task['history'] => [
  {
    at: minutesFromNow(-minutesAgo),
    tappedAt: null,
    step: 'cancel',
    by: 'hub',
    from: 'open',
    to: 'cancelled',
    note,
    assignee: null,
  },
];

describe('the list of a task', () => {
  test.each([
    ['mine is now', { state: 'started', assignee: 'li' }, 'doNow'],
    ['urgent and nobody’s is now', { priority: 1 }, 'doNow'],
    ['late and nobody’s is now', { dueAt: minutesFromNow(-1) }, 'doNow'],
    ['new is next', {}, 'next'],
    ['new and sent to me among others is next', { dispatchedTo: sentTo('li', 'mei') }, 'next'],
    ['new and sent to others is the floor’s', { dispatchedTo: sentTo('mei') }, 'floor'],
    ['urgent and sent to others is the floor’s too', { priority: 1, dispatchedTo: sentTo('mei') }, 'floor'],
    ['put off by me waits', { state: 'on-hold', assignee: 'li' }, 'waiting'],
    ['done by me waits for the sensor', { state: 'done', assignee: 'li' }, 'waiting'],
    ['what came back to me is now', { state: 'reopened', assignee: 'li' }, 'doNow'],
    ['held back by the hub is the floor’s', { state: 'on-hold' }, 'floor'],
    ['a colleague’s is the floor’s', { state: 'accepted', assignee: 'wang' }, 'floor'],
    ['verified by me is done', { state: 'verified', assignee: 'li' }, 'done'],
    ['verified by another is over', { state: 'verified', assignee: 'wang' }, 'over'],
    ['what just solved itself is told', { state: 'cancelled', history: ended('solved-itself', 9) }, 'solvedItself'],
    ['what solved itself long ago is over', { state: 'cancelled', history: ended('solved-itself', 11) }, 'over'],
    ['what was called off is over', { state: 'cancelled', history: ended('not-wanted', 1) }, 'over'],
  ] as const)('%s', (_name, parts, list) => {
    expect(taskLists([aTask(parts as Partial<Task>)], li)[list]).toHaveLength(1);
  });

  test.each([
    ['of mine', ['12'], 1],
    ['of others', ['8', '9'], 0],
    ['where I serve all', [], 1],
  ])('with a colleague on a floor %s', (_name, floors, shown) => {
    const lists = taskLists([aTask({ state: 'started', assignee: 'mei', floor: '12' })], { ...li, floors });
    expect(tabCounts(lists).floor).toBe(shown);
  });
});

describe('the order', () => {
  const entry = (space: string, state: RoomEntry['state']) => [space, { space, state, emptySince: null }] as const;
  const entries = new Map([entry('1203', 'do-not-disturb'), entry('1204', 'guest-in'), entry('1206', 'free')]);
  const idsOf = (tasks: Task[], more = {}) =>
    taskLists(tasks, { ...li, entries, ...more }).next.map(({ task }) => task.id);
  const due = minutesFromNow(20);
  const one = (id: string, parts: Partial<Task> = {}) => aTask({ id, dueAt: due, space: '1205', ...parts });

  test.each([
    ['what is due sooner', [one('later', { dueAt: minutesFromNow(30) }), one('sooner')], ['sooner', 'later']],
    [
      'priority before what is due sooner',
      [one('sooner', { priority: 3 }), one('weighty', { dueAt: minutesFromNow(30) })],
      ['weighty', 'sooner'],
    ],
    [
      'where one can go in, before where nobody knows, before where the guest is in',
      [one('in', { space: '1204' }), one('unknown'), one('free', { space: '1206' })],
      ['free', 'unknown', 'in'],
    ],
    [
      'who does not want to be disturbed last, whatever is due',
      [one('sign', { space: '1203', dueAt: minutesFromNow(1) }), one('in', { space: '1204' })],
      ['in', 'sign'],
    ],
    ['along the floor', [one('far', { space: '1210' }), one('near', { space: '1207' })], ['near', 'far']],
  ])('%s', (_name, tasks, ids) => {
    expect(idsOf(tasks)).toEqual(ids);
  });

  test('the floor where I am at work comes first', () => {
    const at = aTask({ id: 'at', floor: '9', space: '0901', state: 'started', assignee: 'li' });
    const tasks = [one('other floor', { floor: '8', space: '0801' }), one('this floor', { floor: '9', space: '0904' })];
    expect(idsOf([at, ...tasks])).toEqual(['this floor', 'other floor']);
  });

  test('mine stands before what is urgent and nobody’s', () => {
    const lists = taskLists(
      [aTask({ id: 'urgent', priority: 1 }), aTask({ id: 'mine', state: 'accepted', assignee: 'li' })],
      li,
    );
    expect(lists.doNow.map(({ task }) => task.id)).toEqual(['mine', 'urgent']);
  });
});

test('every task of the floor is counted in one tab', () => {
  const tasks = [aTask(), aTask({ state: 'done', assignee: 'wang' }), aTask({ state: 'verified', assignee: 'li' })];
  expect(tabCounts(taskLists(tasks, li))).toEqual({ mine: 1, floor: 1, done: 1 });
});
