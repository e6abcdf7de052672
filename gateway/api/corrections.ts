// Notes on periods as the audit log has them, and what they set aside of the figures of a range.
import { type Correction, correctionsInForce, isAbout, setsAside } from '../domain/corrections/correction.ts';
import { wilsonInterval } from '../domain/warm-up/statistics.ts';
import type { JudgedCount, NotedActionOnRecord, OutcomeCount, PlaceFilter } from '../ports.ts';
import { fromHistory } from './answer.ts';
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
  const figures: Corrections['figures'] = [];
  for (const { key, of, met, missed } of rows) {
    const about = aside.filter((one) => one.standard === undefined || one.standard === key);
    const counted = of === 'draws' ? drawsAside(ports, about, range, key) : cellsAside(ports, about, range, key);
    const setAside = await counted;
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

/** Between two instants at which a note begins or ends, the same notes hold: there a verdict is asked for once, wherever they are about. */
async function drawsAside(
  { history, property: { timeZone } }: ApiPorts,
  about: readonly Correction[],
  range: Range,
  standard: string,
): Promise<JudgedCount> {
  const inside = (at: number) => Math.min(range.to, Math.max(range.from, at));
  const turns = [...new Set(about.flatMap(({ from, to }) => [inside(from), inside(to)]))].sort((a, b) => a - b);
  const sum = { met: 0, missed: 0 };
  for (const [index, from] of turns.entries()) {
    const to = turns[index + 1] ?? from;
    const places = about.filter((one) => one.from < to && one.to > from).map(placeOf);
    if (places.length === 0) continue;
    const { met, missed } = await fromHistory(history.outcomes.judgedAt({ from, to, standard, timeZone }, places));
    sum.met += met;
    sum.missed += missed;
  }
  return sum;
}

function placeOf({ space, floor, riser }: Correction): PlaceFilter {
  return given({ space, floor, riser });
}

async function cellsAside(
  { records }: ApiPorts,
  about: readonly Correction[],
  range: Range,
  standard: string,
): Promise<JudgedCount> {
  if (about.length === 0) return { met: 0, missed: 0 };
  const from = Math.max(range.from, Math.min(...about.map((one) => one.from)));
  const to = Math.min(range.to, Math.max(...about.map((one) => one.to)));
  const counts = await records.cellOutcomes({ from, to, standard });
  const dropped = counts.filter((one) => about.some((correction) => isAbout(correction, one)));
  return { met: sumOf(dropped, 'met'), missed: sumOf(dropped, 'missed') };
}

function sumOf(counts: readonly OutcomeCount[], outcome: 'met' | 'missed'): number {
  return counts.reduce((total, one) => total + (one.outcome === outcome ? one.count : 0), 0);
}
