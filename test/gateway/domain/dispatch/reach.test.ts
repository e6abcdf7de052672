// Whom a shift can reach, and who leads it.
import { describe, expect, it } from 'vitest';
import { houseDispatchPlan } from '../../../../gateway/domain/dispatch/house-dispatch.ts';
import { enforce } from '../../../../gateway/domain/dispatch/plan-in-force.ts';
import { reachOf, rolesLedBy } from '../../../../gateway/domain/dispatch/reach.ts';
import { person, rulesOf } from './staffed-hotel.ts';

const noon = Date.parse('2026-03-03T12:00:00Z');
const rules = rulesOf({
  people: [person('li', { floors: ['8'] }), person('mei'), person('wang', { role: 'engineer' })],
  shifts: [{ id: 'night', from: '22:00', to: '06:00', days: [] }],
  roster: [{ shift: 'night', people: ['mei'] }],
  supervisors: { housekeeping: ['li'], engineer: ['chen'] },
});
const inForce = enforce({ latest: { ...houseDispatchPlan, rules } }, 'UTC');

describe('who leads', () => {
  it.each([
    ['a manager every role', 'otto', 'manager', ['housekeeping', 'front-desk', 'engineer']],
    ['a supervisor their own', 'li', 'housekeeping', ['housekeeping']],
    ['a supervisor of another role than theirs', 'chen', 'front-desk', ['engineer']],
    ['nobody else anything', 'mei', 'housekeeping', []],
  ] as const)('%s', (_who, name, role, led) => {
    expect(rolesLedBy(rules, { name, role })).toEqual(led);
  });
});

describe('the reach of a shift', () => {
  const rows = (phones: Parameters<typeof reachOf>[1]) =>
    reachOf(inForce, phones, noon).map(({ user, onDuty, listening }) => [user, onDuty, listening]);

  it('names who is on duty, and whose phone listens', () => {
    const phones = [
      { user: 'li', role: 'housekeeping', listening: true },
      { user: 'wang', role: 'engineer', listening: false },
    ] as const;
    expect(rows(phones)).toEqual([
      ['wang', true, false],
      ['li', true, true],
      ['mei', false, false],
    ]);
  });

  it('has those whom nobody named and who are signed in all the same', () => {
    expect(rows([{ user: 'anna', role: 'front-desk', listening: true }])).toContainEqual(['anna', true, true]);
  });
});
