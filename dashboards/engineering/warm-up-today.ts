// The water of the hotel's day: how many draws kept the promise, and how long half and nearly all of them took. Pure.
import type { Draw } from '../../gateway/api/contract/draw.ts';

export interface WarmUpToday {
  readonly met: number;
  readonly missed: number;
  /** Inconclusive and excluded: they say nothing of the ten seconds. */
  readonly undetermined: number;
  readonly p50?: Quantile;
  readonly p95?: Quantile;
}

/** Of the judged draws, those that never got hot last. */
export interface Quantile {
  /** Null: that draw never got hot, its time is beyond all others. */
  readonly seconds: number | null;
  readonly isMissed: boolean;
}

export function warmUpOf(draws: Iterable<Draw>): WarmUpToday {
  const judged: Draw[] = [];
  let undetermined = 0;
  for (const draw of draws) {
    if (draw.outcome === 'met' || draw.outcome === 'missed') judged.push(draw);
    else undetermined += 1;
  }
  judged.sort((one, other) => timeOf(one) - timeOf(other));
  const missed = judged.filter(({ outcome }) => outcome === 'missed').length;
  const [p50, p95] = [quantile(judged, 0.5), quantile(judged, 0.95)];
  return { met: judged.length - missed, missed, undetermined, ...(p50 && { p50 }), ...(p95 && { p95 }) };
}

/** The smallest time within which at least this share of the draws was hot. */
function quantile(sorted: readonly Draw[], share: number): Quantile | undefined {
  const draw = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return draw && { seconds: draw.seconds, isMissed: draw.outcome === 'missed' };
}

function timeOf({ seconds }: Draw): number {
  return seconds ?? Number.POSITIVE_INFINITY;
}

export function drawsSince(draws: Iterable<Draw>, at: number): readonly Draw[] {
  return [...draws].filter(({ startedAt }) => Date.parse(startedAt) >= at);
}
