// One stock that runs down by use and jumps up when somebody refills it. Predicts the instant at which it is gone.
// A refill is not a negative use: it begins a new stretch.

export interface StockRule {
  readonly reading: string;
  /** A rise of at least this is a refill; less is noise of the scale. In the reading's unit. */
  readonly refillStep: number;
  /** Low at once, whatever the rate: too little to serve the next guests. In the reading's unit. */
  readonly leastLevel: number;
  /** How long before the end somebody must be told, ms. */
  readonly leadMs: number;
  /** Use is measured over at most this stretch, ms. */
  readonly windowMs: number;
  /** Shorter stretches are stretched to this, so that one busy minute is not taken for the whole day, ms. */
  readonly leastWindowMs: number;
}

export interface StockPoint {
  readonly at: number;
  readonly level: number;
}

export interface StockState {
  /** Oldest first, a step of at least a 48th of the window apart. */
  points: StockPoint[];
  latest?: StockPoint;
  refilledAt?: number;
}

const pointsKept = 48;

export function emptyStock(): StockState {
  return { points: [] };
}

/** Takes one reading into account. True where it was a refill. */
export function takeLevel(state: StockState, rule: StockRule, point: StockPoint): boolean {
  const before = state.latest;
  if (before !== undefined && point.at <= before.at) return false;
  const refilled = before !== undefined && point.level - before.level >= rule.refillStep;
  if (refilled) {
    state.points = [];
    state.refilledAt = point.at;
  }
  state.latest = point;
  const last = state.points.at(-1);
  if (last === undefined || point.at - last.at >= rule.windowMs / pointsKept) state.points.push(point);
  while (state.points.length > 1 && point.at - (state.points[0] as StockPoint).at > rule.windowMs) state.points.shift();
  return refilled;
}

/** Use per millisecond over the window, in the reading's unit; 0 where nothing was used. */
export function rateOfUse(state: StockState, rule: StockRule): number {
  const first = state.points[0];
  if (first === undefined || state.latest === undefined) return 0;
  const used = first.level - state.latest.level;
  return used <= 0 ? 0 : used / Math.max(state.latest.at - first.at, rule.leastWindowMs);
}

/** The instant at which the stock is gone at the present rate of use; undefined where it is not used. */
export function predictRunOut(state: StockState, rule: StockRule): number | undefined {
  if (state.latest === undefined) return undefined;
  if (state.latest.level <= 0) return state.latest.at;
  const rate = rateOfUse(state, rule);
  return rate === 0 ? undefined : state.latest.at + state.latest.level / rate;
}

/** `low`: gone within the lead time, or at its least level. `well`: far from it; between the two a standing task stays. */
export function judgeStock(state: StockState, rule: StockRule, now: number): 'low' | 'between' | 'well' {
  if (state.latest === undefined) return 'between';
  const leftMs = (predictRunOut(state, rule) ?? Number.POSITIVE_INFINITY) - now;
  if (state.latest.level <= rule.leastLevel || leftMs <= rule.leadMs) return 'low';
  return leftMs > 2 * rule.leadMs ? 'well' : 'between';
}
