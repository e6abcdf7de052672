// Which pages a role may open, and which one is its own.
import type { Role } from '../../../gateway/api/contract/session.ts';

export type PageName = 'tasks' | 'engineering' | 'compliance' | 'stays' | 'wall';

const pagesOfRole: Readonly<Record<Role, readonly PageName[]>> = {
  housekeeping: ['tasks'],
  'front-desk': ['tasks', 'stays'],
  engineer: ['engineering'],
  manager: ['compliance', 'stays', 'engineering', 'tasks', 'wall'],
  admin: ['compliance', 'stays', 'engineering', 'tasks', 'wall'],
  integration: [],
  wall: ['wall'],
};

/** The first is the role's own. */
export function pagesOf(role: Role): readonly PageName[] {
  return pagesOfRole[role];
}

/** Whose work is done with the phone in hand, shift by shift. */
export function isWorker(role: Role): boolean {
  return role === 'housekeeping' || role === 'front-desk' || role === 'engineer';
}

/** Where a person goes after signing in: where they wanted to, if it is theirs, else home. Never off this site. */
export function pathAfterSignIn(role: Role, wanted: string | null): string {
  const pages = pagesOf(role);
  const page = wanted?.match(/^\/([a-z]+)(?:\?|$)/)?.[1];
  if (wanted !== null && pages.some((one) => one === page)) return wanted;
  return pages[0] === undefined ? '/' : `/${pages[0]}`;
}
