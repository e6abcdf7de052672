// Who is there at an instant: what somebody at the desk asks before they call.
import type { StaffRole } from '../property.ts';
import type { Person } from './dispatch-rules.ts';
import type { PlanInForce } from './plan-in-force.ts';

export interface PersonOnDuty extends Person {
  /** The roles whose supervisor they are. */
  readonly supervises: readonly StaffRole[];
}

export interface DutyAsked {
  readonly role?: string;
  /** Who serves this floor; those who serve all of them among them. */
  readonly floor?: string;
}

/** By role, then by name. Supervisors who have no work of their own role are among them. */
export function onDutyAt({ plan, duty }: PlanInForce, at: number, asked: DutyAsked = {}): readonly PersonOnDuty[] {
  const { role, floor } = asked;
  return plan.rules.people
    .filter((one) => duty.isOnDuty(one.user, at))
    .map((one) => ({ ...one, supervises: rolesSupervisedBy(one.user) }))
    .filter((one) => role === undefined || one.role === role || one.supervises.some((other) => other === role))
    .filter(({ floors }) => floor === undefined || floors.length === 0 || floors.includes(floor))
    .toSorted(byRoleThenName);

  function rolesSupervisedBy(user: string): StaffRole[] {
    const all = Object.entries(plan.rules.supervisors) as [StaffRole, readonly string[]][];
    return all.filter(([, users]) => users.includes(user)).map(([supervised]) => supervised);
  }
}

interface Named {
  readonly role: string;
  readonly user: string;
}

export function byRoleThenName(one: Named, other: Named): number {
  return one.role.localeCompare(other.role, 'en') || one.user.localeCompare(other.user, 'en');
}
