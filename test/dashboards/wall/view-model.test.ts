// What a wall shows first, how much of it, and when quiet is no good news.
import { describe, expect, test } from 'vitest';
import { shapeOf, timeLeft, wallOf, whoHas } from '../../../dashboards/wall/view-model.ts';
import type { WallIncident, WallReport, WallTask } from '../../../gateway/api/contract/wall.ts';

const at = '2026-03-01T06:00:00Z';
const now = Date.parse(at);
const minute = 60_000;

const task = (id: string, more: Partial<WallTask> = {}): WallTask => ({
  id,
  kind: 'warm-up',
  request: null,
  space: '1203',
  spaceName: null,
  role: 'engineer',
  state: 'open',
  priority: 2,
  openedAt: at,
  dueAt: null,
  assignee: null,
  people: [],
  heard: null,
  escalation: { level: 0, told: [] },
  ...more,
});
const tasks = (n: number, more?: Partial<WallTask>) => Array.from({ length: n }, (_, i) => task(`t${i}`, more));
const lines = (those: readonly WallTask[]) => ({ count: those.length, tasks: [...those] });

interface Told {
  readonly late?: readonly WallTask[];
  readonly fresh?: readonly WallTask[];
  readonly failing?: readonly string[];
  readonly heard?: number;
}

function report({ late = [], fresh = [], failing = [], heard = 3 }: Told = {}): WallReport {
  return {
    at,
    property: { id: 'demo', name: 'Demo', timeZone: 'Asia/Shanghai' },
    health: {
      ready: failing.length === 0,
      checks: ['broker', 'store', 'history'].map((name) => ({ name, ok: !failing.includes(name), detail: null })),
    },
    devices: { count: 3, heard },
    work: { late: lines(late), fresh: lines(fresh), inHand: 0, incidents: [], unnamedPlaces: [] },
  };
}

const live = { state: 'live' } as const;
const shown = (told: Told) => {
  const wall = wallOf(report(told), live);
  return [wall.late.tasks.length, wall.fresh.tasks.length];
};

describe('so many lines as are read from across the room', () => {
  test.each<[string, Told, readonly number[]]>([
    ['a little of both stands whole', { late: tasks(2), fresh: tasks(3) }, [2, 3]],
    ['late work goes first, and new work keeps a third', { late: tasks(20), fresh: tasks(20) }, [4, 2]],
    ['where little is late, new work has the room', { late: tasks(1), fresh: tasks(20) }, [1, 5]],
    ['without late work its title costs no line', { fresh: tasks(20) }, [0, 7]],
    ['what is wrong takes its room from the lists', { late: tasks(20), failing: ['broker', 'store'] }, [5, 0]],
    [
      'however much is wrong, two lines stay',
      { late: tasks(9), failing: ['broker', 'store', 'history', 'history'] },
      [4, 0],
    ],
  ])('%s', (_name, told, expected) => {
    expect(shown(told)).toEqual(expected);
  });

  test('what is written on two lines takes its room from the lists, and two lines stay', () => {
    const told = report({ late: tasks(20), fresh: tasks(20) });
    const left = [0, 1, 2, 8].map((taken) => {
      const { late, fresh } = wallOf(told, live, taken);
      return [late.tasks.length, fresh.tasks.length];
    });
    expect(left).toEqual([
      [4, 2],
      [4, 1],
      [3, 1],
      [2, 0],
    ]);
  });

  test('all of them are counted, shown or not', () => {
    expect(wallOf(report({ late: tasks(20) }), live).late.count).toBe(20);
  });
});

describe('all of it is fitted anew', () => {
  const told = report({ late: tasks(2), fresh: tasks(3) });
  const shape = (more: Partial<WallReport> = {}, time = '9:59 left') => shapeOf({ ...told, ...more }, live, () => time);

  test.each<[string, string, boolean]>([
    ['not for an instant later', shape({ at: '2026-03-01T06:00:02Z' }), false],
    ['not for a second less', shape({}, '9:58 left'), false],
    ['for a time that is written shorter or longer', shape({}, '10:00 left'), true],
    ['for other people that were told', shape({ work: report({ late: tasks(2, { people: ['li'] }) }).work }), true],
    ['for a part that fails', shape({ health: report({ failing: ['broker'] }).health }), true],
    ['for a lost hub', shapeOf(told, { state: 'offline', since: now }, () => '9:59 left'), true],
  ])('%s', (_name, other, isAnew) => {
    expect(other !== shape()).toBe(isAnew);
  });
});

describe('what is wrong', () => {
  test('each part of the hub that does not work has its own words', () => {
    const { bands } = wallOf(report({ failing: ['store', 'history'] }), live);
    expect(bands.map(({ state, text }) => [state, text.key])).toEqual([
      ['fault', 'wall.health.store'],
      ['fault', 'wall.health.history'],
    ]);
  });

  test('a lost hub is said before all else, with the hour of its last word', () => {
    const [first] = wallOf(report({ failing: ['broker'] }), { state: 'offline', since: now }).bands;
    expect(first).toMatchObject({ state: 'offline', text: { key: 'wall.lost', values: { since: now } } });
  });

  test('a moment without an answer is no news yet', () => {
    expect(wallOf(report(), { state: 'reconnecting' }).bands).toEqual([]);
  });

  test.each([
    ['by its name', 'Garden Suite', 'Garden Suite'],
    ['by its id where it has none', null, '1203'],
  ])('a room that is slow again and again is called %s', (_how, subjectName, subject) => {
    const incident: WallIncident = {
      id: 'i1',
      kind: 'room',
      subject: '1203',
      subjectName,
      shape: 'again-and-again',
      part: null,
      since: at,
      reasons: [{ code: 'missed-again', values: { n: 4 } }],
      spaces: ['1203'],
      devices: [],
    };
    const told = report();
    const { bands } = wallOf({ ...told, work: told.work && { ...told.work, incidents: [incident] } }, live);
    expect(bands).toMatchObject([{ text: { key: 'incident.room', values: { subject, n: 4 } } }]);
  });

  test('roles that nobody listens for are named once each', () => {
    const fresh = [
      ...tasks(2, { heard: false }),
      task('x', { heard: false, role: 'housekeeping' }),
      ...tasks(1, { heard: true }),
    ];
    expect(wallOf(report({ fresh }), live).bands).toMatchObject([
      { key: 'unheard', roles: ['engineer', 'housekeeping'] },
    ]);
  });
});

test.each<[string, WallReport, string | undefined]>([
  ['nothing to do in a house that is heard is good news', report(), 'wall.allWell'],
  ['a house that nobody hears is not', report({ heard: 0 }), 'wall.unseen'],
  ['nor is a hub that does not know its devices', { ...report(), devices: null }, 'wall.unseen'],
  ['nor one that cannot read its tasks', { ...report(), work: null }, 'wall.unreadable'],
  ['with work there is no such word', report({ late: tasks(1) }), undefined],
])('%s', (_name, told, key) => {
  expect(wallOf(told, live).empty?.text.key).toBe(key);
});

test.each<[string, number | null, string | undefined]>([
  ['a minute past its time', -minute, 'task.timer.over'],
  ['a minute before it', minute, 'task.timer.left'],
  ['tomorrow', 24 * 60 * minute, 'task.timer.by'],
  ['no time at all', null, undefined],
])('%s', (_name, inMs, key) => {
  expect(timeLeft({ dueAt: inMs === null ? null : new Date(now + inMs).toISOString() }, now)?.key).toBe(key);
});

test.each<[string, Partial<WallTask>, ReturnType<typeof whoHas>]>([
  ['whoever has it', { assignee: 'li', people: ['wang'] }, { is: 'taken', name: 'li' }],
  [
    'else whom it climbed to',
    { people: ['wang'], escalation: { level: 1, told: ['chen'] } },
    { is: 'told', names: ['chen'] },
  ],
  ['else whose it is', { people: ['wang'] }, { is: 'told', names: ['wang'] }],
  ['else nobody', {}, { is: 'nobody' }],
])('a line names %s', (_name, more, expected) => {
  expect(whoHas(task('t', more))).toEqual(expected);
});
