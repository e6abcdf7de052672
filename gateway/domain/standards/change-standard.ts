// A standard is changed by naming what differs; what is wrong is refused with its place and what was expected, and the
// version in force stays.
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
