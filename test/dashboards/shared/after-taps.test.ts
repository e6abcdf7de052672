// Taps that no hub has answered yet, as the card shows them; and what a task that came back says of before and after.
import { expect, test } from 'vitest';
import { type TapDetails, waitingTap } from '../../../dashboards/shared/outbox/action.ts';
import { afterTaps } from '../../../dashboards/shared/task/after-taps.ts';
import { beforeAndAfter } from '../../../dashboards/shared/task/compare.ts';
import { holdChoices } from '../../../dashboards/shared/task/hold-choices.ts';
import { taskCard } from '../../../dashboards/shared/task/task-card.ts';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import { aTask, minutesFromNow, now } from './task-builder.ts';

const taps = (...actions: (TaskAction | [TaskAction, TapDetails])[]) =>
  actions.map((one, nth) => {
    const [action, details] = typeof one === 'string' ? [one, {}] : one;
    return waitingTap(aTask(), action, details, now + nth);
  });
const shown = ({ state, assignee, heldUntil }: Task) => ({ state, assignee, heldUntil });

test.each([
  ['taken and taken back', taps('accept', 'undo'), { state: 'open', assignee: null }],
  ['started and taken back once', taps('accept', 'start', 'undo'), { state: 'accepted', assignee: 'li' }],
  ['taken back twice', taps('accept', 'start', 'undo', 'undo'), { state: 'open', assignee: null }],
  ['a note and its undo', taps('accept', 'comment', 'undo'), { state: 'accepted', assignee: 'li' }],
  ['handed on', taps(['assign', { assignee: 'mei' }]), { state: 'open', assignee: 'mei' }],
  [
    'put off',
    taps('accept', ['hold', { until: minutesFromNow(15) }]),
    { state: 'on-hold', assignee: 'li', heldUntil: minutesFromNow(15) },
  ],
  ['put off and begun again', taps('accept', ['hold', { until: minutesFromNow(15) }], 'start'), { state: 'started' }],
])('%s', (_name, waiting, expected) => {
  expect(shown(afterTaps(aTask(), waiting, 'li'))).toMatchObject(expected);
});

type Entry = Task['history'][number];
const entry = (name: string, from: Entry['from'], to: Entry['to'], note: string | null = null): Entry => ({
  at: minutesFromNow(0),
  tappedAt: null,
  step: name,
  by: 'li',
  from,
  to,
  note,
  assignee: null,
});
const accept = entry('accept', 'open', 'accepted');
const start = entry('start', 'accepted', 'started');
const shownOnScreen = entry('show', null, 'accepted');

test.each([
  ['a start', [accept, start], { state: 'accepted', assignee: 'li' }],
  ['a take', [accept], { state: 'open', assignee: null }],
  ['a take, and the card was on the screen since', [accept, shownOnScreen], { state: 'open', assignee: null }],
  [
    'a take, after a start that was taken back',
    [accept, start, entry('undo', 'started', 'accepted', 'start')],
    { state: 'open', assignee: null },
  ],
] as const)(
  'an undo of %s that the hub has answered already is shown as far as the history tells',
  (_name, history, expected) => {
    const { to: state } = history.findLast(({ step }) => step !== 'show') ?? accept;
    const task = aTask({ state, assignee: 'li', history: [...history] });
    expect(shown(afterTaps(task, taps('undo'), 'li'))).toMatchObject(expected);
  },
);

const step = (name: string, minute: number): Task['history'][number] => ({
  at: minutesFromNow(minute),
  tappedAt: null,
  step: name,
  by: 'li',
  from: 'started',
  to: 'done',
  note: null,
  assignee: null,
});
const draw = (id: string, minute: number, seconds: number) => ({
  type: 'draw' as const,
  id,
  at: minutesFromNow(minute),
  data: { seconds, limit: 10 },
});

test('work that did not hold shows both figures and both curves', () => {
  const evidence = [draw('a', -30, 14.2), draw('b', -2, 13.1)];
  const history = [step('complete', -10), step('reopen', -2)];
  expect(beforeAndAfter(aTask({ state: 'reopened', evidence, history }))).toEqual({
    said: { key: 'task.compare.seconds', values: { before: 14.2, after: 13.1, limit: 10 } },
    draws: ['a', 'b'],
  });
});

test.each([
  ['was never done', []],
  ['is done and waits for the sensor', [step('complete', -10)]],
])('a task that %s compares nothing', (_name, history) => {
  expect(beforeAndAfter(aTask({ evidence: [draw('a', -30, 14.2)], history }))).toBeUndefined();
});

const quarterMs = 15 * 60_000;
test.each([
  ['due in half an hour', { dueAt: minutesFromNow(30) }, 'housekeeping', [false, true, true], now + 2 * quarterMs],
  ['late', { dueAt: minutesFromNow(-30) }, 'housekeeping', [false, true, true], now + quarterMs],
  ['of a manager', { dueAt: minutesFromNow(30) }, 'manager', [false, false, false], Number.POSITIVE_INFINITY],
  ['without a deadline', { dueAt: null }, 'housekeeping', [false, false, false], Number.POSITIVE_INFINITY],
] as const)('a task %s may be put off so far', (_name, parts, role, isCut, limitAt) => {
  const card = taskCard(aTask(parts), { user: 'li', now, waiting: [] });
  const choices = holdChoices(card, { now, timeZone: 'Asia/Shanghai', role });
  expect(choices.map((one) => one.isCut)).toEqual(isCut);
  expect(choices[0]?.limitAt).toBe(limitAt);
  // Tomorrow at nine by the hotel's clock: 2026-03-01 14:00 in Shanghai is the day before.
  expect(choices.at(-1)?.until).toBe(Date.parse('2026-03-02T01:00:00Z'));
});

test('until the guest is out is offered while somebody is in', () => {
  const idsOf = (state: 'guest-in' | 'free' | 'unknown') => {
    const entries = new Map([['1203', { space: '1203', state, emptySince: null }]]);
    const card = taskCard(aTask({ state: 'started', assignee: 'li' }), { user: 'li', now, waiting: [], entries });
    return holdChoices(card, { now, timeZone: 'Asia/Shanghai', role: 'housekeeping' }).map(({ id }) => id);
  };
  expect(idsOf('guest-in')).toContain('guest-out');
  expect(idsOf('free')).not.toContain('guest-out');
  expect(idsOf('unknown')).not.toContain('guest-out');
});
