// Whether two promises say the same: in all their terms, or in those that decide on an outcome.
import type { ServiceStandard, ServiceStandardTerms } from './service-standard.ts';

export function sameTerms(
  { id: _id, version: _version, origin: _origin, ...terms }: ServiceStandard,
  wanted: ServiceStandardTerms,
): boolean {
  return canonical(terms) === canonical(wanted);
}

/** What is promised to whom, by whose work and on whose word, changes no verdict. */
export function judgesAlike(one: ServiceStandard, other: ServiceStandard): boolean {
  return canonical(decisive(one)) === canonical(decisive(other));
}

function decisive(standard: ServiceStandard): object {
  const { id, version, origin, promise, owner, source, targetShare, opensTask, enabled, needs, ...terms } = standard;
  return terms;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
