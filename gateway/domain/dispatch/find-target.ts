// Whose a task is at an instant: who is on duty for its place, else the role, else its supervisor, else the catch-all. Always
// somebody: no task is nobody's.
import type { StaffRole } from '../property.ts';
import type { TaskKind } from '../task.ts';
import type { Addressee, Person } from './dispatch-rules.ts';
import type { PlanInForce } from './plan-in-force.ts';
import type { DispatchReason, DispatchTarget, DispatchTier } from './target.ts';

/** What of a task decides whose it is. */
export interface Work {
  readonly kind: TaskKind;
  readonly role: StaffRole;
  readonly team?: string;
  readonly floor?: string;
}

export function findTarget(inForce: PlanInForce, work: Work, at: number): DispatchTarget {
  return forThePlace(inForce, work, at) ?? inTheRole(inForce, work, at) ?? supervising(inForce, work.role, at);
}

/** Whom a level of the ladder tells; falls through to who is above them where nobody is there. */
export function findTold(
  inForce: PlanInForce,
  tell: Addressee | readonly string[],
  work: Work,
  at: number,
): DispatchTarget {
  if (typeof tell !== 'string') {
    const people = tell.filter((user) => inForce.duty.isOnDuty(user, at));
    return people.length > 0 ? target('duty', people, 'named') : supervising(inForce, work.role, at);
  }
  switch (tell) {
    case 'duty':
      return findTarget(inForce, work, at);
    case 'role':
      return inTheRole(inForce, work, at) ?? supervising(inForce, work.role, at);
    case 'supervisor':
      return supervising(inForce, work.role, at);
    case 'duty-manager': {
      const managers = onDuty(inForce, 'manager', at).map(({ user }) => user);
      return managers.length > 0 ? target('duty', managers, 'on-duty') : supervising(inForce, 'manager', at);
    }
    case 'catch-all':
      return target('catch-all', [inForce.plan.rules.catchAll], 'named');
  }
}

function forThePlace(inForce: PlanInForce, work: Work, at: number): DispatchTarget | undefined {
  const skill = inForce.plan.rules.skills[work.kind];
  const fit = onDuty(inForce, work.role, at).filter(
    ({ team, floors, skills }) =>
      (team === undefined || work.team === undefined || team === work.team) &&
      (floors.length === 0 || (work.floor !== undefined && floors.includes(work.floor))) &&
      (skill === undefined || skills.includes(skill)),
  );
  return fit.length === 0
    ? undefined
    : target(
        'duty',
        fit.map(({ user }) => user),
        'on-duty',
      );
}

function inTheRole(inForce: PlanInForce, { role }: Work, at: number): DispatchTarget | undefined {
  if (!inForce.plan.rules.people.some((one) => one.role === role)) return target('role', [], 'role-without-people');
  const people = onDuty(inForce, role, at).map(({ user }) => user);
  return people.length === 0 ? undefined : target('role', people, 'none-for-this-place');
}

function supervising(inForce: PlanInForce, role: StaffRole, at: number): DispatchTarget {
  const { supervisors, catchAll } = inForce.plan.rules;
  const people = (supervisors[role] ?? []).filter((user) => inForce.duty.isOnDuty(user, at));
  return people.length > 0
    ? target('supervisor', people, 'nobody-on-duty')
    : target('catch-all', [catchAll], 'no-supervisor-on-duty');
}

function onDuty({ plan, duty }: PlanInForce, role: StaffRole, at: number): readonly Person[] {
  return plan.rules.people.filter((one) => one.role === role && duty.isOnDuty(one.user, at));
}

function target(tier: DispatchTier, people: readonly string[], reason: DispatchReason): DispatchTarget {
  return { tier, people: [...new Set(people)].toSorted(), reason };
}
