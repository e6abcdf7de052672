// The dispatch section of hub.yaml: what is left out, what is wrong, and where.
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../gateway/config/config-error.ts';
import { loadConfig } from '../../../gateway/config.ts';
import { houseDispatchRules } from '../../../gateway/domain/dispatch/house-dispatch.ts';

const load = (hubYaml: string) =>
  loadConfig({}, { read: (path) => (path.endsWith('hub.yaml') ? hubYaml : undefined), workingDir: '/hotel' });

function problemsOf(hubYaml: string): readonly string[] {
  try {
    load(hubYaml);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('left out, leaves dispatch to the house and the API', () => {
  expect(load('').dispatch).toBeUndefined();
});

it('is in all that it does not say as the house ships', () => {
  expect(load('dispatch: {}').dispatch).toEqual(houseDispatchRules);
});

it('takes floors as numbers and times as text', () => {
  const { dispatch } = load(`
dispatch:
  people: [{ user: li, role: housekeeping, floors: [8, P] }]
  shifts: [{ id: night, from: "22:00", to: "06:00", days: [fri] }]
  roster: [{ shift: night, date: 2026-12-24, people: [li] }]
`);
  expect(dispatch).toMatchObject({
    people: [{ user: 'li', floors: ['8', 'P'], skills: [] }],
    shifts: [{ id: 'night', from: '22:00', to: '06:00', days: ['fri'] }],
    roster: [{ shift: 'night', date: '2026-12-24', people: ['li'] }],
  });
});

describe('is refused with line and key where', () => {
  const rows: [name: string, line: string, problem: string][] = [
    ['a key is not known', 'mood: good', 'hub.yaml:3: dispatch.mood: is not known'],
    [
      'a time is none',
      'shifts: [{ id: a, from: "25:00", to: "06:00" }]',
      'hub.yaml:3: dispatch.shifts[0].from: expected a clock time',
    ],
    [
      'a day is none',
      'roster: [{ shift: a, date: 2026-02-30, people: [] }]',
      'hub.yaml:3: dispatch.roster[0].date: expected a day',
    ],
    [
      'a shift is not declared',
      'roster: [{ shift: late, people: [] }]',
      'hub.yaml:3: dispatch.roster[0].shift: expected one of the shifts (there are none), found "late"',
    ],
    [
      'a person is there twice',
      'people: [{ user: li, role: engineer }, { user: li, role: manager }]',
      'hub.yaml:3: dispatch.people[1].user: expected one of its own',
    ],
    [
      'a role is none',
      'people: [{ user: li, role: butler }]',
      'hub.yaml:3: dispatch.people[0].role: expected one of housekeeping',
    ],
    [
      'a team is not declared',
      'people: [{ user: li, role: engineer, team: a }]',
      'hub.yaml:3: dispatch.people[0].team: expected one of the teams',
    ],
    [
      'a floor is not listed',
      'people: [{ user: li, role: engineer, floors: [9] }]',
      'hub.yaml:3: dispatch.people[0].floors[0]: expected one of the floors (8), found "9"',
    ],
    [
      'a skill is nobody’s',
      'skills: { refill: tea }',
      'hub.yaml:3: dispatch.skills.refill: expected a skill that somebody has',
    ],
    [
      'a ladder has no level',
      'ladders: [{ levels: [] }]',
      'hub.yaml:3: dispatch.ladders[0].levels: expected 1 to 9 levels',
    ],
    [
      'a level says no time',
      'ladders: [{ levels: [{ if: not-taken, tell: duty }] }]',
      'hub.yaml:3: dispatch.ladders[0].levels[0]: expected either afterMinutes or afterShare',
    ],
    [
      'a level tells nobody',
      'ladders: [{ levels: [{ afterMinutes: 1, if: not-taken, tell: the-king }] }]',
      'hub.yaml:3: dispatch.ladders[0].levels[0].tell: expected one of duty, role, supervisor, duty-manager, catch-all, or a list of users',
    ],
    [
      'what is urgent has more time',
      'deadlines: { request: [60, 15, 5] }',
      'hub.yaml:3: dispatch.deadlines.request: expected no less time for a lower priority',
    ],
    ['the budget is nothing', 'pushesPerHour: 0', 'hub.yaml:3: dispatch.pushesPerHour: expected a count'],
  ];
  it.each(rows)('%s', (_name, line, problem) => {
    expect(problemsOf(`floors: [8]\ndispatch:\n  ${line}\n`)[0]).toContain(problem);
  });
});
