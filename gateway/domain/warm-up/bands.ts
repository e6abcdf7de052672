// ASPE's three words for one warm-up time, for standards that have a marginal band.
import type { Verdict } from '../draw.ts';
import type { WarmUpStandard } from '../standard.ts';

export type WarmUpBand = 'acceptable' | 'marginal' | 'unacceptable';

/** Undefined where the standard has no bands or the draw was not judged. */
export function bandOf(verdict: Verdict, { limitS, marginalS }: WarmUpStandard): WarmUpBand | undefined {
  if (marginalS === undefined || verdict.outcome === 'excluded') return undefined;
  if (verdict.seconds === undefined) return verdict.censored ? 'unacceptable' : undefined;
  if (verdict.seconds <= limitS) return 'acceptable';
  return verdict.seconds <= marginalS ? 'marginal' : 'unacceptable';
}
