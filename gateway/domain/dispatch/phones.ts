// Whose phones listen, as the domain is told: a person is reached by name, a role of whom no list is kept by any phone of it.
import type { Role } from '../property.ts';
import type { Task } from '../task.ts';

/** Of somebody who is signed in on a phone or desk of theirs. */
export interface Phone {
  readonly user: string;
  readonly role: Role;
  /** A page of theirs is open, seen, and heard of within the last seconds. */
  readonly listening: boolean;
}

/** What decides whether two tellings say the same. */
export function samePhones(one: readonly Phone[], other: readonly Phone[]): boolean {
  const text = (phones: readonly Phone[]) =>
    JSON.stringify(phones.map(({ user, role, listening }) => [user, role, listening]).toSorted());
  return text(one) === text(other);
}

/**
 * Whether anybody whom the task was sent to has a phone that listens. Undefined where the hub does not hear of phones: it has
 * just begun, or the house names nobody of the role and nobody of it is signed in anywhere, so that pagers may be all it has.
 */
export function isHeard(
  { dispatchedTo, role }: Pick<Task, 'dispatchedTo' | 'role'>,
  phones: readonly Phone[] | undefined,
): boolean | undefined {
  if (phones === undefined || dispatchedTo === undefined) return undefined;
  const { people } = dispatchedTo;
  if (people.length > 0) return phones.some(({ user, listening }) => listening && people.includes(user));
  const ofRole = phones.filter((phone) => phone.role === role);
  return ofRole.length === 0 ? undefined : ofRole.some(({ listening }) => listening);
}
