// A standard is changed by naming what differs; what is wrong is refused with its place and what was expected, and the
// version in force stays.
import { type Decision, refuse } from '../decision.ts';
import { readFields, type WrongField } from '../wrong-field.ts';
import { type ServiceStandard, ServiceStandardTerms, termsOf } from './service-standard.ts';

export type ChangedTerms = { readonly terms: ServiceStandardTerms } | { readonly wrong: readonly WrongField[] };

/**
 * @param base what holds where the change says nothing; of another kind than the change, it does not count.
 * @param change as people write it: `null` takes a field away.
 */
export function changeTerms(
  base: ServiceStandard | undefined,
  change: Readonly<Record<string, unknown>>,
): ChangedTerms {
  const isSameKind = base !== undefined && (change['kind'] === undefined || change['kind'] === base.kind);
  const kept = isSameKind ? termsOf(base) : {};
  const merged = Object.entries({ ...kept, ...change }).filter(([, value]) => value !== null);
  const read = readFields(ServiceStandardTerms, Object.fromEntries(merged));
  return 'wrong' in read ? read : { terms: read.data };
}

/** Somebody changed it meanwhile: what they promised must not go unseen. */
export function refuseStale(id: string, version: number, madeFrom: number): Decision {
  return refuse('stale-version', sayStale(id, version, madeFrom), 'version');
}

export function sayStale(id: string, version: number, madeFrom: number): string {
  const told = version === 0 ? `there is no standard ${id} yet` : `${id} is at version ${version}`;
  return `${told}, and the change was made from version ${madeFrom}`;
}
