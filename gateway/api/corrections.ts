// Notes on periods as the audit log has them, and what they set aside of the figures of a range.
import { type Correction, correctionsInForce, isAbout, setsAside } from '../domain/corrections/correction.ts';
import { wilsonInterval } from '../domain/warm-up/statistics.ts';
import type { NotedActionOnRecord, OutcomeCount } from '../ports.ts';
import type { ApiPorts } from './api-ports.ts';
import { complianceOf } from './compliance-answer.ts';
import type { Corrections } from './contract/correction.ts';
import { everyPage } from './every-page.ts';
import { given } from './given.ts';

interface Range {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
}

export async function allCorrections({ records }: Pick<ApiPorts, 'records'>): Promise<readonly Correction[]> {
  const noted: NotedActionOnRecord[] = [];
  for (const action of ['period-corrected', 'correction-withdrawn'] as const) {
    for await (const items of everyPage((page) => records.notedActions({ action, ...page }))) noted.push(...items);
  }
  return correctionsInForce(noted);
}

/** Verdicts that two notes set aside are set aside once. */
export async function correctedFigures(
  ports: ApiPorts,
  corrections: readonly Correction[],
  range: Range,
  standard: string | undefined,
): Promise<Corrections['figures']> {
  const aside = corrections.filter(({ category }) => setsAside(category));
  if (aside.length === 0) return [];
  const rows = await complianceOf(ports, { ...range, by: 'standard', standard });
  const inside = {
    from: Math.max(range.from, Math.min(...aside.map(({ from }) => from))),
    to: Math.min(range.to, Math.max(...aside.map(({ to }) => to))),
  };
  const figures: Corrections['figures'] = [];
  for (const { key, of, met, missed } of rows) {
    const counts = await ports.records.outcomes({ of, ...inside, ...given({ standard: key }) });
    const dropped = counts.filter((one) => aside.some((correction) => isAbout(correction, one)));
    const setAside = { met: sum(dropped, 'met'), missed: sum(dropped, 'missed') };
    if (setAside.met + setAside.missed === 0) continue;
    const left = met - setAside.met;
    const judged = left + missed - setAside.missed;
    const interval = wilsonInterval(left, judged);
    figures.push({
      standard: key,
      original: { met, missed },
      setAside,
      rate: judged === 0 ? null : left / judged,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    });
  }
  return figures;
}

function sum(counts: readonly OutcomeCount[], outcome: 'met' | 'missed'): number {
  return counts.reduce((total, one) => total + (one.outcome === outcome ? one.count : 0), 0);
}
