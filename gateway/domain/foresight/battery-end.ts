// When a battery will be empty, from how it fell: a straight line through its days since it was last replaced. Pure. A battery
// that does not fall, or was seen too shortly, has no end: a date would be a guess.

export interface BatteryDay {
  /** Unix ms. */
  readonly at: number;
  readonly percent: number;
}

/** A rise of this much is a new battery, no noise. */
const replacedRise = 15;
const leastDays = 3;
/** Radios stop before the cell is at zero. */
const emptyPercent = 5;
const dayMs = 86_400_000;
/** A date further away says nothing that anybody plans by. */
const furthestMs = 3 * 365 * dayMs;

/** @param days in order. @returns Unix ms; undefined where nothing can be said. */
export function batteryEndsAt(days: readonly BatteryDay[], now: number): number | undefined {
  const replacedAt = days.findLastIndex(
    ({ percent }, index) => percent - (days[index - 1]?.percent ?? 100) >= replacedRise,
  );
  const since = days.slice(Math.max(0, replacedAt));
  const [first, last] = [since[0], since.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < leastDays * dayMs) return undefined;
  const meanAt = mean(since.map(({ at }) => at));
  const meanPercent = mean(since.map(({ percent }) => percent));
  const spread = since.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const slope = since.reduce((sum, { at, percent }) => sum + (at - meanAt) * (percent - meanPercent), 0) / spread;
  if (!(slope < 0)) return undefined;
  const endsAt = meanAt + (emptyPercent - meanPercent) / slope;
  return endsAt - now > furthestMs ? undefined : Math.max(now, endsAt);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
