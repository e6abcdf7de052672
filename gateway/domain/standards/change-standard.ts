// A standard is changed by naming what differs; what is wrong is refused with its place and what was expected, and the
// version in force stays.
import { type ServiceStandard, ServiceStandardTerms } from './service-standard.ts';

export interface WrongField {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
}

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
  const { id: _id, version: _version, origin: _origin, ...kept } = isSameKind ? base : ({} as Partial<ServiceStandard>);
  const merged = Object.entries({ ...kept, ...change }).filter(([, value]) => value !== null);
  const parsed = ServiceStandardTerms.safeParse(Object.fromEntries(merged));
  if (parsed.success) return { terms: parsed.data };
  return {
    wrong: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key], expected: `is not known; ${issue.message}` }))
        : [{ path: issue.path, expected: issue.message }],
    ),
  };
}
