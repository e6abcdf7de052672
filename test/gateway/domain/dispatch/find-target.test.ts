// Whose a task is: never nobody's.
import { describe, expect, it } from 'vitest';
import type { Addressee, DispatchRules, Person } from '../../../../gateway/domain/dispatch/dispatch-rules.ts';
import { findTarget, findTold, type Work } from '../../../../gateway/domain/dispatch/find-target.ts';
import { houseDispatchPlan, houseDispatchRules } from '../../../../gateway/domain/dispatch/house-dispatch.ts';
import { enforce } from '../../../../gateway/domain/dispatch/plan-in-force.ts';

const noon = Date.parse('2026-03-02T12:00+08:00');
const person = (user: string, more: Partial<Person> = {}): Person => ({
  user,
  role: 'housekeeping',
  floors: [],
  skills: [],
  ...more,
});
/** Whom `night` names is not there at noon. */
const rules = (people: Person[], night: string[] = [], more: Partial<DispatchRules> = {}): DispatchRules => ({
  ...houseDispatchRules,
  people,
  shifts: [{ id: 'night', from: '22:00', to: '06:00', days: [] }],
  roster: [{ shift: 'night', people: night }],
  ...more,
});
const inForce = (of: DispatchRules) => enforce({ latest: { ...houseDispatchPlan, rules: of } }, 'Asia/Shanghai');
const towels: Work = { kind: 'request', role: 'housekeeping', floor: '12' };

describe('a task is', () => {
  const rows: [name: string, rules: DispatchRules, work: Work, tier: string, people: string[], reason: string][] = [
    ['the role’s, where no list is kept', houseDispatchRules, towels, 'role', [], 'role-without-people'],
    ['theirs who are on duty', rules([person('mei'), person('li')]), towels, 'duty', ['li', 'mei'], 'on-duty'],
    [
      'theirs on the floor',
      rules([person('mei', { floors: ['11'] }), person('li', { floors: ['12'] })]),
      towels,
      'duty',
      ['li'],
      'on-duty',
    ],
    [
      'not theirs who are of another role',
      rules([person('chen', { role: 'engineer' }), person('li')]),
      towels,
      'duty',
      ['li'],
      'on-duty',
    ],
    [
      'the role’s, where nobody serves the floor',
      rules([person('mei', { floors: ['11'] })]),
      towels,
      'role',
      ['mei'],
      'none-for-this-place',
    ],
    [
      'the role’s, on no floor, where all have floors',
      rules([person('mei', { floors: ['11'] })]),
      { kind: 'request', role: 'housekeeping' },
      'role',
      ['mei'],
      'none-for-this-place',
    ],
    [
      'theirs who have the skill',
      rules([person('mei'), person('li', { skills: ['sign'] })], [], { skills: { request: 'sign' } }),
      towels,
      'duty',
      ['li'],
      'on-duty',
    ],
    [
      'the role’s, where nobody with the skill is there',
      rules([person('mei'), person('li', { skills: ['sign'] })], ['li'], { skills: { request: 'sign' } }),
      towels,
      'role',
      ['mei'],
      'none-for-this-place',
    ],
    [
      'the team’s',
      rules([person('mei', { team: 'a' }), person('li', { team: 'b' }), person('sun')]),
      { ...towels, team: 'a' },
      'duty',
      ['mei', 'sun'],
      'on-duty',
    ],
    [
      'the supervisor’s, where nobody is on duty',
      rules([person('li')], ['li'], { supervisors: { housekeeping: ['wang'] } }),
      towels,
      'supervisor',
      ['wang'],
      'nobody-on-duty',
    ],
    [
      'the catch-all’s, where there is no supervisor',
      rules([person('li')], ['li']),
      towels,
      'catch-all',
      ['admin'],
      'no-supervisor-on-duty',
    ],
    [
      'the catch-all’s, where the supervisor is away too',
      rules([person('li'), person('wang')], ['li', 'wang'], {
        supervisors: { housekeeping: ['wang'] },
        catchAll: 'owner',
      }),
      towels,
      'catch-all',
      ['owner'],
      'no-supervisor-on-duty',
    ],
  ];
  it.each(rows)('%s', (_name, of, work, tier, people, reason) => {
    expect(findTarget(inForce(of), work, noon)).toEqual({ tier, people, reason });
  });
});

describe('a level of the ladder tells', () => {
  const house = rules(
    [
      person('li'),
      person('mei', { floors: ['11'] }),
      person('wang', { role: 'manager' }),
      person('zhou', { role: 'manager' }),
    ],
    ['zhou'],
    { supervisors: { housekeeping: ['wang'] }, catchAll: 'owner' },
  );
  const rows: [tell: Addressee | string[], people: string[]][] = [
    ['duty', ['li']],
    ['role', ['li', 'mei']],
    ['supervisor', ['wang']],
    ['duty-manager', ['wang']],
    ['catch-all', ['owner']],
    [['mei', 'zhou'], ['mei']],
    [['zhou'], ['wang']],
  ];
  it.each(rows)('%s: %s', (tell, people) => {
    expect(findTold(inForce(house), tell, towels, noon).people).toEqual(people);
  });
  it('the catch-all, where no manager is there', () => {
    expect(findTold(inForce(rules([person('li')])), 'duty-manager', towels, noon).people).toEqual(['admin']);
  });
});
