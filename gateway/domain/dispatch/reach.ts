// Whom of a shift a task can reach: what a leader looks at before sending somebody, and what the reach line counts.
import type { Role, StaffRole } from '../property.ts';
import type { DispatchRules } from './dispatch-rules.ts';
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

/** The roles whose shift somebody leads: managers every one, a supervisor those that name them. */
export function rolesLedBy(rules: Pick<DispatchRules, 'supervisors'>, who: { name: string; role: Role }): StaffRole[] {
  if (who.role === 'manager' || who.role === 'admin') return [...workingRoles];
  return workingRoles.filter((role) => rules.supervisors[role]?.includes(who.name));
}

/** By role, then by name: whom the house names, and whoever else is signed in on a phone. */
export function reachOf({ plan, duty }: PlanInForce, phones: readonly Phone[], at: number): readonly Reachable[] {
  const named = new Set(plan.rules.people.map(({ user }) => user));
  const listening = new Set(phones.filter((phone) => phone.listening).map(({ user }) => user));
  const unnamed = phones.filter(({ user }) => !named.has(user)).map(({ user, role }) => ({ user, role, floors: [] }));
  return [...plan.rules.people, ...unnamed]
    .map(({ user, floors, ...person }) => ({
      user,
      role: person.role,
      floors,
      ...('team' in person && person.team !== undefined && { team: person.team }),
      onDuty: duty.isOnDuty(user, at),
      listening: listening.has(user),
    }))
    .toSorted((a, b) => a.role.localeCompare(b.role, 'en') || a.user.localeCompare(b.user, 'en'));
}
