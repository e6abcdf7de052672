// A slip of the thumb: what can be taken back, for how long, and what nobody may take back any more.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Task, TaskAction } from '../../../../gateway/domain/task.ts';
import { standing } from '../../../../gateway/domain/tasks/take-back.ts';
import { ask, taskNow } from '../dispatch/staffed-hotel.ts';
import { hour, manager, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const li: Actor = { name: 'li', role: 'housekeeping' };
const zhou: Actor = { name: 'zhou', role: 'housekeeping' };
const second = 1000;

let hotel: SmallHotel;
let asked: Task;
beforeEach(() => {
  hotel = openSmallHotel({ spaces: [room('0801')] });
  asked = ask(hotel);
});

const task = () => taskNow(hotel, asked);
const act = (action: TaskAction, by: Actor = li, more = {}) => hotel.act(asked, action, by, more);
const codeOf = (answer: ReturnType<typeof act>) => answer.refusal?.code ?? 'taken back';
const shownOf = ({ state, assignee, heldUntil }: Task) => ({ state, assignee, heldUntil });

describe('what was tapped is taken back, and the task is as it was', () => {
  const until = (inMs: number) => hotel.now() + inMs;
  const rows: [name: string, before: [TaskAction, object?][], tap: TaskAction, more?: () => object][] = [
    ['taking it', [], 'accept'],
    ['starting what one had taken', [['accept']], 'start'],
    ['starting what nobody had taken', [], 'start'],
    ['giving it back', [['accept']], 'release'],
    ['putting it off', [['start']], 'hold', () => ({ until: until(hour) })],
    ['starting what was put off', [['accept'], ['hold', { until: 4_000_000_000_000 }]], 'start'],
    ['giving it to a colleague', [['accept']], 'assign', () => ({ assignee: 'zhou' })],
    ['giving to a colleague what nobody has', [], 'assign', () => ({ assignee: 'zhou' })],
    ['calling it done', [['start']], 'complete'],
    ['calling it off', [], 'cancel'],
    ['a note', [['accept']], 'comment', () => ({ note: 'needs-part' })],
  ];
  it.each(rows)('%s', (_name, before, tap, more = () => ({})) => {
    for (const [action, details] of before) act(action, li, details);
    const was = shownOf(task());
    act(tap, li, more());
    hotel.wait(3 * second);
    expect(codeOf(act('undo'))).toBe('taken back');
    expect(shownOf(task())).toEqual(was);
    expect(task().history.at(-1)).toMatchObject({ step: 'undo', by: 'li', note: tap });
    expect(standing(task().history).map(({ step }) => step)).toEqual(['open', ...before.map(([action]) => action)]);
  });
});

it('two taps are taken back one after the other', () => {
  act('accept');
  act('start');
  act('undo');
  expect(task().state).toBe('accepted');
  act('undo');
  expect(shownOf(task())).toEqual({ state: 'open', assignee: undefined, heldUntil: undefined });
  expect(codeOf(act('undo'))).toBe('not-in-this-state');
});

describe('what stands', () => {
  it('is what is older than a slip', () => {
    act('accept');
    hotel.wait(20 * second);
    expect(codeOf(act('undo'))).toBe('not-in-this-state');
  });

  it('is not what was taken back in time on a phone without a signal', () => {
    const tappedAt = hotel.now();
    act('accept', li, { tappedAt });
    hotel.wait(10 * minute);
    expect(codeOf(act('undo', li, { tappedAt: tappedAt + 8 * second }))).toBe('taken back');
    expect(task().state).toBe('open');
  });

  it('is what a phone says it took back before it was done', () => {
    const tappedAt = hotel.now();
    act('accept', li, { tappedAt });
    expect(codeOf(act('undo', li, { tappedAt: tappedAt - second }))).toBe('not-in-this-state');
  });

  it('is what was done an hour ago, whatever the phone says', () => {
    const tappedAt = hotel.now();
    act('accept', li, { tappedAt });
    hotel.wait(hour + second);
    expect(codeOf(act('undo', li, { tappedAt: tappedAt + 5 * second }))).toBe('not-in-this-state');
  });

  it('is what another person did', () => {
    act('accept', zhou);
    expect(codeOf(act('undo', li))).toBe('not-in-this-state');
  });

  it('is what somebody has built upon', () => {
    act('accept');
    act('assign', manager, { assignee: 'zhou' });
    expect(codeOf(act('undo'))).toBe('not-in-this-state');
    expect(task().assignee).toBe('zhou');
  });

  it('is work that has been over for a minute', () => {
    act('start');
    act('complete', li, { tappedAt: hotel.now() });
    hotel.wait(2 * minute);
    expect(codeOf(act('undo', li, { tappedAt: hotel.now() - 2 * minute + 5 * second }))).toBe('unknown-task');
  });

  it('is work that is over and whose cause has a new task', () => {
    act('start');
    act('complete');
    ask(hotel, '0801', asked.evidence[0]?.data?.['request'] as string, 'again');
    expect(codeOf(act('undo'))).toBe('unknown-task');
  });
});

it('work that is over is taken up again after a restart too', () => {
  act('start');
  act('complete');
  hotel.crash();
  expect(codeOf(act('undo'))).toBe('taken back');
  expect(task()).toMatchObject({ state: 'started', assignee: 'li' });
  act('complete');
  expect(task().state).toBe('verified');
});

it('a repeat of the same undo changes nothing', () => {
  act('accept');
  act('undo', li, { key: 'u1' });
  const before = hotel.facts.length;
  act('undo', li, { key: 'u1' });
  expect(hotel.facts).toHaveLength(before);
});
