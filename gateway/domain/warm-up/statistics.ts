// From counted draws to rates that can be defended: docs/warm-up.md, rule 10. A rate never comes without its n and its
// interval, and without a draw there is none: silence is not success.

/** Draws of one key, counted. */
export interface DrawCounts {
  readonly key: string;
  readonly met: number;
  readonly missed: number;
  readonly inconclusive: number;
  readonly excluded: number;
  /** Among `excluded`. */
  readonly warmStarts: number;
  /** Hot within the limit among met, missed, inconclusive and warm starts. */
  readonly hotInTime: number;
  /** Warm-up times of met and missed draws that reached the target, seconds. */
  readonly p50?: number;
  readonly p95?: number;
}

/** Rates from 0 to 1; null where nothing was counted that they could stand on. */
export interface ComplianceFigures {
  readonly key: string;
  readonly met: number;
  readonly missed: number;
  readonly excluded: number;
  readonly inconclusive: number;
  /** met / (met + missed). */
  readonly rate: number | null;
  /** Wilson 95 % interval of `rate`. */
  readonly low: number | null;
  readonly high: number | null;
  /** Share hot within the limit among judged draws and warm starts together. */
  readonly guestRate: number | null;
  /** How many draws `guestRate` stands on. */
  readonly guestDraws: number;
  /** Qualifying draws (all that were not excluded) / all draws. */
  readonly coverage: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution: a two-sided 95 % interval. */
const z95 = 1.959964;

/** The Wilson score interval of a share, 0 to 1; null without a trial. E. B. Wilson, JASA 22 (1927). */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const square = z95 * z95;
  const centre = share + square / (2 * trials);
  const half = z95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const whole = 1 + square / trials;
  return { low: Math.max(0, (centre - half) / whole), high: Math.min(1, (centre + half) / whole) };
}

/** The value below or at which `share` of the ascending ones lie; null where there is none. */
export function nearestRank(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null;
}

export function complianceRow(counts: DrawCounts): ComplianceFigures {
  const { key, met, missed, inconclusive, excluded, warmStarts, hotInTime } = counts;
  const certain = met + missed;
  const qualifying = certain + inconclusive;
  const guestDraws = qualifying + warmStarts;
  const interval = wilsonInterval(met, certain);
  return {
    key,
    met,
    missed,
    excluded,
    inconclusive,
    rate: share(met, certain),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    guestRate: share(hotInTime, guestDraws),
    guestDraws,
    coverage: share(qualifying, qualifying + excluded),
    p50: counts.p50 ?? null,
    p95: counts.p95 ?? null,
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
