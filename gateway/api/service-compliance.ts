// How often promises of service were kept, beside those on draws: three values, with n, interval and coverage.
import { nearestRank, wilsonInterval } from '../domain/warm-up/statistics.ts';
import type { ServiceTally, TallyQuery } from '../ports.ts';
import type { ApiPorts } from './api-ports.ts';
import type { ComplianceRow } from './contract/compliance.ts';

export async function serviceRows(
  { records, dayOf }: Pick<ApiPorts, 'records' | 'dayOf'>,
  query: TallyQuery,
): Promise<ComplianceRow[]> {
  const { from, to, by, standard } = query;
  const tallies = await records.serviceTally({ from, to, by, dayOf, ...(standard !== undefined && { standard }) });
  return tallies.map(serviceRow);
}

export function serviceRow({ key, met, missed, noEvidence, seconds }: ServiceTally): ComplianceRow {
  const judged = met + missed;
  const interval = wilsonInterval(met, judged);
  return {
    key,
    of: 'service',
    met,
    missed,
    excluded: 0,
    inconclusive: 0,
    noEvidence,
    rate: judged === 0 ? null : met / judged,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    guestRate: null,
    guestDraws: 0,
    coverage: judged + noEvidence === 0 ? null : judged / (judged + noEvidence),
    p50: nearestRank(seconds, 0.5),
    p95: nearestRank(seconds, 0.95),
  };
}
