// People act on tasks: who may, on what version, and what becomes of the task.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Task, TaskAction } from '../../../../gateway/domain/task.ts';
import { engineer, hour, lobby, manager, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const li: Actor = { name: 'li', role: 'housekeeping' };
const zhou: Actor = { name: 'zhou', role: 'housekeeping' };

let hotel: SmallHotel;
let controller: ReturnType<SmallHotel['register']>;

beforeEach(() => {
  hotel = openSmallHotel({ spaces: [lobby] });
  controller = hotel.register('rc-1203', 'room-controller', room('1203'));
  ask('r1');
});

function ask(id: string, request = 'towels') {
  hotel.send({
    type: 'device-event',
    device: controller,
    id,
    at: hotel.now(),
    clock: 'device',
    event: 'request',
    data: { request },
    unknownFields: 0,
  });
}

const task = () => hotel.taskOf('request:1203:towels') as Task;
const act = (action: TaskAction, by: Actor = li, more = {}) => hotel.act(task(), action, by, more);
const codeOf = (answer: ReturnType<typeof act>) => answer.refusal?.code ?? 'taken';

describe('who may act', () => {
  const rows: [by: Actor, answer: string][] = [
    [li, 'taken'],
    [manager, 'taken'],
    [{ name: 'root', role: 'admin' }, 'taken'],
    [engineer, 'not-your-task'],
    [{ name: 'desk', role: 'front-desk' }, 'not-your-task'],
    [{ name: 'pms', role: 'integration' }, 'not-your-task'],
  ];
  it.each(rows)('%o: %s', (by, answer) => {
    expect(codeOf(act('accept', by))).toBe(answer);
    expect(task().state).toBe(answer === 'taken' ? 'accepted' : 'open');
  });
});

describe('the version', () => {
  it('rises with state and assignee, and with nothing else', () => {
    const versions = [task().version];
    for (const [action, more] of [
      ['comment', { note: 'where are they?' }],
      ['accept', {}],
      ['comment', { note: 'on my way' }],
      ['assign', { assignee: 'zhou' }],
      ['assign', { assignee: 'zhou' }],
      ['start', {}],
    ] as const) {
      act(action, li, more);
      versions.push(task().version);
    }
    expect(versions).toEqual([1, 1, 2, 2, 3, 3, 4]);
  });

  it.each([0, 2, -1])('that is stale (%i) changes nothing', (version) => {
    const before = task();
    expect(codeOf(act('accept', li, { version }))).toBe('stale-version');
    expect(task()).toEqual(before);
  });

  it('keeps two people from taking the same task', () => {
    const seen = task().version;
    act('accept', li, { version: seen });
    expect(codeOf(act('accept', zhou, { version: seen }))).toBe('stale-version');
    expect(task().assignee).toBe('li');
  });
});

describe('a tap that is sent twice', () => {
  it('by its key changes nothing, stale as it is by then', () => {
    act('accept', li, { key: 'k1' });
    const before = task();
    expect(codeOf(act('accept', li, { key: 'k1', version: 1 }))).toBe('taken');
    expect(task()).toEqual(before);
  });

  it('by its key counts once it is allowed, where it was refused before', () => {
    expect(codeOf(act('complete', li, { key: 'k1' }))).toBe('not-in-this-state');
    act('start');
    expect(codeOf(act('complete', li, { key: 'k1' }))).toBe('taken');
    expect(task().state).toBe('verified');
  });
});

describe('the history', () => {
  it('says who, when, and when the phone said it was', () => {
    const tappedAt = hotel.now() - 40_000;
    act('accept', li, { tappedAt, note: 'on my way' });
    expect(task().history.at(-1)).toEqual({
      at: hotel.now(),
      tappedAt,
      step: 'accept',
      by: 'li',
      from: 'open',
      to: 'accepted',
      note: 'on my way',
      before: { assignee: null },
      assignee: 'li',
    });
  });
});

describe('the assignee', () => {
  const rows: [name: string, steps: [TaskAction, Actor, object?][], assignee: string | undefined][] = [
    ['is who accepts', [['accept', li]], 'li'],
    ['is who starts without accepting', [['start', li]], 'li'],
    [
      'stays who accepted where another starts',
      [
        ['accept', li],
        ['start', zhou],
      ],
      'li',
    ],
    [
      'is nobody after a release',
      [
        ['accept', li],
        ['release', li],
      ],
      undefined,
    ],
    ['is whom a manager names', [['assign', manager, { assignee: 'zhou' }]], 'zhou'],
    [
      'stays while it is on hold',
      [
        ['accept', li],
        ['hold', li],
      ],
      'li',
    ],
  ];
  it.each(rows)('%s', (_name, steps, assignee) => {
    for (const [action, by, more] of steps) act(action, by, more);
    expect(task().assignee).toBe(assignee);
  });
});

describe('what is missing is said', () => {
  const rows: [action: TaskAction, more: object, field: string][] = [
    ['assign', {}, 'assignee'],
    ['comment', {}, 'note'],
    ['comment', { note: '' }, 'note'],
    ['hold', { until: 0 }, 'until'],
  ];
  it.each(rows)('%s %o: %s', (action, more, field) => {
    act('accept');
    expect(act(action, li, more).refusal).toMatchObject({ code: 'invalid', field });
  });
});

describe('a task on hold', () => {
  const until = () => hotel.now() + hour;

  it('comes back by itself', () => {
    act('accept');
    act('hold', li, { until: until() });
    hotel.wait(hour - 1);
    expect(task()).toMatchObject({ state: 'on-hold' });
    hotel.wait(1);
    expect(task()).toMatchObject({ state: 'accepted', assignee: 'li' });
    expect(task().heldUntil).toBeUndefined();
    expect(task().history.at(-1)).toMatchObject({ step: 'resume', by: 'hub', note: 'hold-ended' });
  });

  it('comes back by itself after a restart', () => {
    act('start');
    act('hold', li, { until: until() });
    hotel.crash();
    hotel.wait(hour);
    expect(task().state).toBe('accepted');
  });

  it('that was held again for longer comes back then, not before and not never', () => {
    act('accept');
    act('hold', li, { until: until() });
    act('start');
    act('hold', li, { until: hotel.now() + 2 * hour });
    hotel.wait(hour + minute);
    expect(task().state).toBe('on-hold');
    hotel.wait(hour);
    expect(task().state).toBe('accepted');
  });

  it('that was started meanwhile stays started', () => {
    act('accept');
    act('hold', li, { until: until() });
    act('start');
    hotel.wait(2 * hour);
    expect(task().state).toBe('started');
  });

  it('without an end waits for a person', () => {
    act('accept');
    act('hold');
    hotel.wait(48 * hour);
    expect(task().state).toBe('on-hold');
  });
});

describe('a task that no device can confirm', () => {
  it('is verified when it is done', () => {
    act('start');
    act('complete');
    expect(task().state).toBe('verified');
    expect(
      task()
        .history.slice(-2)
        .map((one) => [one.step, one.by]),
    ).toEqual([
      ['complete', 'li'],
      ['verify', 'hub'],
    ]);
  });

  it('that is over is known to nobody here', () => {
    act('cancel');
    expect(codeOf(act('accept'))).toBe('unknown-task');
  });

  it('of a fault takes the fault with it', () => {
    const fault = { code: 'pump', message: 'stuck' };
    hotel.send({
      type: 'device-event',
      device: controller,
      id: 'f1',
      at: hotel.now(),
      clock: 'device',
      event: 'fault',
      data: fault,
      unknownFields: 0,
    });
    expect(hotel.hotel().device('rc-1203')?.faults).toMatchObject([fault]);
    const broken = hotel.taskOf('device-fault:rc-1203:pump') as Task;
    hotel.act(broken, 'start', engineer);
    hotel.act(broken, 'complete', engineer);
    expect(hotel.taskOf('device-fault:rc-1203:pump')?.state).toBe('verified');
    expect(hotel.hotel().device('rc-1203')?.faults).toEqual([]);
    hotel.crash();
    expect(hotel.hotel().device('rc-1203')?.faults).toEqual([]);
  });
});

describe('a guest’s request', () => {
  it('is a touchpoint, once, and a task', () => {
    ask('r1');
    const touchpoints = hotel.facts.filter((one) => one.type === 'touchpoint-recorded');
    expect(touchpoints).toMatchObject([
      { touchpoint: { id: 'rc-1203:r1', touchpoint: 'first-contact', source: 'device:rc-1203', floor: '12' } },
    ]);
    expect(hotel.tasks()).toMatchObject([{ kind: 'request', role: 'housekeeping', state: 'open', space: '1203' }]);
  });

  it('for the same in the same room joins the task that is open', () => {
    ask('r2');
    expect(hotel.tasks()).toHaveLength(1);
    expect(task().evidence.map((one) => one.id)).toEqual(['rc-1203:r1', 'rc-1203:r2']);
  });

  it('for something else is another task', () => {
    ask('r2', 'tea');
    expect(hotel.openTasks()).toHaveLength(2);
  });

  it('for the same after it was served is a new task', () => {
    act('start');
    act('complete');
    hotel.wait(1);
    ask('r2');
    expect(hotel.tasks().map((one) => one.state)).toEqual(['verified', 'open']);
  });

  const byPhone = (space: string) =>
    hotel.send({ type: 'guest-request', id: 'p1', space: space as never, request: 'towels', channel: 'phone', by: li });

  it('by phone joins the one from the panel', () => {
    byPhone('1203');
    expect(hotel.tasks()).toHaveLength(1);
    expect(task().evidence.at(-1)).toMatchObject({ id: 'p1', data: { channel: 'phone' } });
  });

  it('for a space that nobody knows is refused, and leaves nothing', () => {
    const before = hotel.facts.length;
    expect(byPhone('9999').refusal).toMatchObject({ code: 'unknown-space', field: 'space' });
    expect(hotel.facts).toHaveLength(before);
  });
});
