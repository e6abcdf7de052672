// Whether two promises say the same: in all their terms, or in those that decide on an outcome.
import { type ServiceStandard, type ServiceStandardTerms, termsOf } from './service-standard.ts';

export function sameTerms(standard: ServiceStandard, wanted: ServiceStandardTerms): boolean {
  return canonical(termsOf(standard)) === canonical(wanted);
}

/** What is promised to whom, by whose work and on whose word, changes no verdict. */
export function judgesAlike(one: ServiceStandard, other: ServiceStandard): boolean {
  return canonical(decisive(one)) === canonical(decisive(other));
}

function decisive(standard: ServiceStandard): object {
  const { promise, owner, source, targetShare, opensTask, enabled, needs, ...terms } = termsOf(standard);
  return terms;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
