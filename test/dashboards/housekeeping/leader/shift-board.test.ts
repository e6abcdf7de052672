// The shift as its leader sees it: columns, people, and how many phones listen.
import { describe, expect, test } from 'vitest';
import {
  mayBeGiven,
  peopleInShift,
  reachCount,
  shiftBoard,
  shiftColumns,
} from '../../../../dashboards/housekeeping/leader/shift-board.ts';
import type { Reach } from '../../../../gateway/api/contract/dispatch.ts';
import type { Task } from '../../../../gateway/api/contract/task.ts';
import { aTask, minutesFromNow, now } from '../../shared/task-builder.ts';

const ended = (minutesAgo: number): Pick<Task, 'state' | 'history'> => ({
  state: 'verified',
  history: [
    {
      at: minutesFromNow(-minutesAgo),
      tappedAt: null,
      step: 'verify',
      by: 'hub',
      from: 'done',
      to: 'verified',
      note: null,
      assignee: null,
    },
  ],
});

describe('the column of a task', () => {
  const columnOf = (parts: Partial<Task>) => {
    const board = shiftBoard([aTask({ role: 'housekeeping', ...parts })], ['housekeeping'], now);
    return shiftColumns.find((column) => board[column].length > 0);
  };
  test.each<[string, Partial<Task>, string | undefined]>([
    ['open is new', { state: 'open' }, 'new'],
    ['what came back is new', { state: 'reopened', assignee: 'li' }, 'new'],
    ['accepted is taken', { state: 'accepted' }, 'taken'],
    ['started is started', { state: 'started' }, 'started'],
    ['put off waits', { state: 'on-hold' }, 'waiting'],
    ['done waits for the sensor', { state: 'done' }, 'waiting'],
    ['verified this shift is verified', ended(60), 'verified'],
    ['verified by the shift before is not', ended(13 * 60), undefined],
    ['called off is nowhere', { state: 'cancelled' }, undefined],
    ['another role’s is nowhere', { role: 'engineer' }, undefined],
  ])('%s', (_what, parts, column) => {
    expect(columnOf(parts)).toBe(column);
  });
});

test('late first, then the urgent, then what is due sooner; of the verified the latest', () => {
  const task = (id: string, parts: Partial<Task>) => aTask({ id, role: 'housekeeping', ...parts });
  const board = shiftBoard(
    [
      task('later', { dueAt: minutesFromNow(40) }),
      task('urgent', { priority: 1, dueAt: minutesFromNow(50) }),
      task('late', { priority: 3, dueAt: minutesFromNow(-1) }),
      task('sooner', { dueAt: minutesFromNow(10) }),
      task('verified before', ended(20)),
      task('verified last', ended(5)),
    ],
    ['housekeeping'],
    now,
  );
  expect(board.new.map(({ id }) => id)).toEqual(['late', 'urgent', 'sooner', 'later']);
  expect(board.verified.map(({ id }) => id)).toEqual(['verified last', 'verified before']);
});

const person = (user: string, parts: Partial<Reach['people'][number]> = {}): Reach['people'][number] => ({
  user,
  role: 'housekeeping',
  team: null,
  floors: [],
  onDuty: true,
  listening: true,
  heardAt: null,
  ...parts,
});
const reach = (...people: Reach['people']): Reach => ({
  at: minutesFromNow(0),
  known: true,
  leads: ['housekeeping'],
  people,
});

test('who cannot be reached stands first, with what they have in hand and what of it is late', () => {
  const tasks = [
    aTask({ id: 'a', state: 'accepted', assignee: 'mei' }),
    aTask({ id: 'b', state: 'started', assignee: 'mei', dueAt: minutesFromNow(-2) }),
    aTask({ id: 'c', state: 'done', assignee: 'mei' }),
    aTask({ id: 'd', state: 'on-hold', assignee: 'gao' }),
    aTask({ id: 'e', state: 'open', assignee: 'gao' }),
  ];
  const people = peopleInShift(
    reach(
      person('li'),
      person('mei', { listening: false }),
      person('gao', { onDuty: false }),
      person('home', { onDuty: false }),
      person('chen', { role: 'engineer' }),
    ),
    tasks,
    now,
  );
  expect(people.map(({ user, inHand, late }) => [user, inHand, late])).toEqual([
    ['mei', 2, 1],
    ['gao', 2, 0],
    ['li', 0, 0],
  ]);
});

test.each<[string, Reach['people'], object]>([
  ['all of them', [person('li'), person('mei')], { listening: 2, of: 2 }],
  ['one', [person('li'), person('mei', { listening: false })], { listening: 1, of: 2 }],
  ['who is at home counts neither way', [person('li', { onDuty: false })], { listening: 0, of: 0 }],
])('phones that listen: %s', (_who, people, counted) => {
  expect(reachCount(people)).toEqual(counted);
});

test('a task is given to people of its role who are on duty, and to nobody where the roles differ', () => {
  const people = [person('li'), person('home', { onDuty: false }), person('chen', { role: 'engineer' })];
  const names = (...roles: Task['role'][]) =>
    mayBeGiven(
      people,
      roles.map((role) => ({ role })),
    ).map(({ user }) => user);
  expect(names('housekeeping', 'housekeeping')).toEqual(['li']);
  expect(names('engineer')).toEqual(['chen']);
  expect(names('housekeeping', 'engineer')).toEqual([]);
});
