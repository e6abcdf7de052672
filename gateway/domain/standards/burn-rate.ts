// How fast the error budget of a promise burns: 1 is as fast as the target share allows. Fast trouble is seen in short windows, slow
// trouble in long ones, and each alarm wants both of its windows (Google SRE workbook, chapter 5). A hotel draws so seldom that a
// short window may hold nothing: one with fewer than twenty judged is widened to the next. Pure.

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** From the shortest to the longest, ms. */
export const burnWindowsMs = [5 * minuteMs, 30 * minuteMs, hourMs, 6 * hourMs, 72 * hourMs] as const;

const [fiveMinutes, halfHour, oneHour, sixHours, threeDays] = [0, 1, 2, 3, 4] as const;
const leastJudged = 20;

/** What was judged in each of the windows that end now. */
export interface BurnCounts {
  readonly judged: readonly number[];
  readonly missed: readonly number[];
}

/** `fast`: a month's budget within two days. `steady`: within five. `slow`: it will not last. */
export type BurnAlarm = 'fast' | 'steady' | 'slow';

const alarms = [
  { alarm: 'fast', times: 14.4, windows: [oneHour, fiveMinutes] },
  { alarm: 'steady', times: 6, windows: [sixHours, halfHour] },
  { alarm: 'slow', times: 1, windows: [threeDays, sixHours] },
] as const;

export interface Burn {
  /** Undefined: too few were judged even in three days, or no miss is allowed. */
  readonly now?: { readonly times: number; readonly windowMs: number };
  readonly alarm?: BurnAlarm;
}

export function houseBurn(counts: BurnCounts, targetShare: number): Burn {
  return burn(counts, targetShare, oneHour, alarms);
}

/** A floor has too few draws for anything but the long windows. */
export function floorBurn(counts: BurnCounts, targetShare: number): Burn {
  return burn(counts, targetShare, sixHours, alarms.slice(2));
}

function burn(
  { judged, missed }: BurnCounts,
  targetShare: number,
  shownWindow: number,
  watched: readonly (typeof alarms)[number][],
): Burn {
  if (targetShare >= 1) return {};
  // 1 - 0.95 is a little more than 0.05: as fast as allowed must not be a little less than that.
  const allowed = Number((1 - targetShare).toFixed(9));
  const over = (window: number) => {
    const index = judged.findIndex((count, at) => at >= window && count >= leastJudged);
    const windowMs = burnWindowsMs[index];
    if (windowMs === undefined) return undefined;
    return { times: (missed[index] ?? 0) / (judged[index] ?? 1) / allowed, windowMs };
  };
  const now = over(shownWindow);
  const raised = watched.find(({ times, windows }) => windows.every((window) => (over(window)?.times ?? 0) >= times));
  return { ...(now && { now }), ...(raised && { alarm: raised.alarm }) };
}

export function addCounts(some: readonly BurnCounts[]): BurnCounts {
  const sum = (of: 'judged' | 'missed') =>
    burnWindowsMs.map((_, index) => some.reduce((total, counts) => total + (counts[of][index] ?? 0), 0));
  return { judged: sum('judged'), missed: sum('missed') };
}
