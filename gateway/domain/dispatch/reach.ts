// Whom of a shift a task can reach: what a leader looks at before sending somebody, and what the reach line counts.
import type { Actor } from '../inputs.ts';
import type { Role, StaffRole } from '../property.ts';
import type { DispatchRules } from './dispatch-rules.ts';
import { byRoleThenName } from './on-duty.ts';
import type { Phone } from './phones.ts';
import type { PlanInForce } from './plan-in-force.ts';

/** Whose work is done by phone; managers and administrators lead it. */
const workingRoles = ['housekeeping', 'front-desk', 'engineer'] as const satisfies readonly StaffRole[];

export interface Reachable {
  readonly user: string;
  readonly role: Role;
  readonly team?: string;
  /** Empty: all. */
  readonly floors: readonly string[];
  readonly onDuty: boolean;
  readonly listening: boolean;
}

type Supervisors = Pick<DispatchRules, 'supervisors'>;

/** Whether somebody leads the shift of a role: managers every one, a supervisor those that name them. */
export function leads({ supervisors }: Supervisors, who: Actor, role: StaffRole): boolean {
  return who.role === 'manager' || who.role === 'admin' || supervisors[role]?.includes(who.name) === true;
}

export function rolesLedBy(rules: Supervisors, who: Actor): StaffRole[] {
  return workingRoles.filter((role) => leads(rules, who, role));
}

/** By role, then by name: whom the house names, and whoever else is signed in on a phone. */
export function reachOf({ plan, duty }: PlanInForce, phones: readonly Phone[], at: number): readonly Reachable[] {
  const named = new Set(plan.rules.people.map(({ user }) => user));
  const listening = new Set(phones.filter((phone) => phone.listening).map(({ user }) => user));
  const unnamed = phones.filter(({ user }) => !named.has(user)).map(({ user, role }) => ({ user, role, floors: [] }));
  const people: readonly Omit<Reachable, 'onDuty' | 'listening'>[] = [...plan.rules.people, ...unnamed];
  return people
    .map(({ user, role, team, floors }) => ({
      user,
      role,
      floors,
      ...(team !== undefined && { team }),
      onDuty: duty.isOnDuty(user, at),
      listening: listening.has(user),
    }))
    .toSorted(byRoleThenName);
}
