import { describe, expect, test } from 'vitest';
import { waitingTap } from '../../../dashboards/shared/outbox/action.ts';
import { byUrgencyOfTask, taskCard } from '../../../dashboards/shared/task/task-card.ts';
import { aTask, minutesFromNow, now } from './task-builder.ts';

const li = { user: 'li', now, waiting: [] };

describe('the one next step', () => {
  test.each([
    ['a new task can be taken', { state: 'open' }, 'accept'],
    ['what I took I can start', { state: 'accepted', assignee: 'li' }, 'start'],
    ['what I started I can finish', { state: 'started', assignee: 'li' }, 'complete'],
    ['what I put off I can take up again', { state: 'on-hold', assignee: 'li' }, 'start'],
    ['what came back to me I start again', { state: 'reopened', assignee: 'li' }, 'start'],
    ['what came back to nobody I can take', { state: 'reopened' }, 'accept'],
    ['what was given to me I can start', { state: 'open', assignee: 'li' }, 'start'],
    ['what a colleague has is not mine to start', { state: 'accepted', assignee: 'wang' }, undefined],
    ['what waits for the sensor has no step', { state: 'done', assignee: 'li' }, undefined],
    ['what is verified has no step', { state: 'verified', assignee: 'li' }, undefined],
  ] as const)('%s', (_name, parts, next) => {
    expect(taskCard(aTask(parts), li).next).toBe(next);
  });
});

test('a tap shows at once, before the hub has answered', () => {
  const task = aTask();
  const accept = waitingTap(task, 'accept', {}, now);
  const start = waitingTap(task, 'start', {}, now + 1);
  const card = taskCard(task, { ...li, waiting: [accept, start] });
  expect(card).toMatchObject({ waiting: true, mine: true, next: 'complete', state: 'work' });
  expect(card.task).toMatchObject({ state: 'started', assignee: 'li', version: 1 });
});

test('each tap has a key of its own of 128 bits', () => {
  const keys = Array.from({ length: 100 }, () => waitingTap(aTask(), 'accept', {}, now).key);
  expect(new Set(keys).size).toBe(100);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

test.each([
  ['time left', { dueAt: minutesFromNow(8) }, { type: 'left', ms: 480_000 }],
  ['over its time', { dueAt: minutesFromNow(-3) }, { type: 'over', ms: 180_000 }],
  ['put off, and late all the same', { state: 'on-hold', dueAt: minutesFromNow(-3) }, { type: 'over', ms: 180_000 }],
  ['without a deadline', { dueAt: null }, { type: 'none' }],
  ['done: the clock of the person stops', { state: 'done' }, { type: 'none' }],
] as const)('the timer: %s', (_name, parts, timer) => {
  expect(taskCard(aTask(parts), li).timer).toEqual(timer);
});

test('late first, then urgent, then what is due sooner, then along the floor', () => {
  const tasks = [
    aTask({ id: 'later', space: '1201', dueAt: minutesFromNow(50) }),
    aTask({ id: 'far room', space: '1210', dueAt: minutesFromNow(20) }),
    aTask({ id: 'near room', space: '1202', dueAt: minutesFromNow(20) }),
    aTask({ id: 'urgent', priority: 1, dueAt: minutesFromNow(55) }),
    aTask({ id: 'late', priority: 3, dueAt: minutesFromNow(-1) }),
  ];
  const ids = tasks
    .map((task) => taskCard(task, li))
    .sort(byUrgencyOfTask)
    .map(({ task }) => task.id);
  expect(ids).toEqual(['late', 'urgent', 'near room', 'far room', 'later']);
});
