// Whose a task is, and until when.
import { describe, expect, it } from 'vitest';
import type { Space, StaffRole } from '../../../../gateway/domain/property.ts';
import { type TaskKind, taskKinds } from '../../../../gateway/domain/task.ts';
import { assignTask, dueAfterMs, houseTaskRules, type Team } from '../../../../gateway/domain/tasks/assignment.ts';

const room = { id: '1203', kind: 'room', floor: '12' } as Space;
const lobby = { id: 'lobby', kind: 'lobby' } as Space;

describe('a task belongs to', () => {
  const rows: [kind: TaskKind, space: Space, role: StaffRole][] = [
    ['warm-up', room, 'engineer'],
    ['scald', room, 'engineer'],
    ['hygiene', room, 'engineer'],
    ['device-offline', lobby, 'engineer'],
    ['device-fault', lobby, 'engineer'],
    ['refill', lobby, 'front-desk'],
    ['refill', room, 'housekeeping'],
    ['request', room, 'housekeeping'],
    ['request', lobby, 'housekeeping'],
  ];
  it.each(rows)('%s in %o: %s', (kind, space, role) => {
    expect(assignTask(kind, space, houseTaskRules)).toEqual({ role });
  });

  it('whom hub.yaml names instead', () => {
    expect(assignTask('refill', lobby, { ...houseTaskRules, roles: { refill: 'engineer' } }).role).toBe('engineer');
  });
});

describe('within a role a task belongs to the team that', () => {
  const team = (parts: Partial<Team>): Team => ({ id: 'team', name: 'Team', role: 'housekeeping', ...parts });
  const rows: [name: string, team: Team, kind: TaskKind, space: Space, mine: boolean][] = [
    ['has the role and nothing else said', team({}), 'request', room, true],
    ['has another role', team({ role: 'engineer' }), 'request', room, false],
    ['does this kind', team({ taskKinds: ['request'] }), 'request', room, true],
    ['does another kind', team({ taskKinds: ['refill'] }), 'request', room, false],
    ['serves the floor', team({ floors: ['11', '12'] }), 'request', room, true],
    ['serves another floor', team({ floors: ['11'] }), 'request', room, false],
    ['serves the space by name', team({ floors: ['11'], spaces: ['1203'] }), 'request', room, true],
    ['serves floors, and the space is on none', team({ floors: ['11'] }), 'request', lobby, false],
    ['says empty lists, which are all', team({ floors: [], spaces: [], taskKinds: [] }), 'request', lobby, true],
  ];
  it.each(rows)('%s', (_name, one, kind, space, mine) => {
    expect(assignTask(kind, space, { ...houseTaskRules, teams: [one] }).team).toBe(mine ? 'team' : undefined);
  });
});

it('what is more urgent is never due later', () => {
  for (const kind of taskKinds) {
    expect(dueAfterMs(kind, 1)).toBeLessThanOrEqual(dueAfterMs(kind, 2));
    expect(dueAfterMs(kind, 2)).toBeLessThanOrEqual(dueAfterMs(kind, 3));
  }
});
