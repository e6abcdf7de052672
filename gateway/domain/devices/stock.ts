// One stock that runs down by use and comes up when somebody refills it, at once or bottle by bottle. Predicts the instant
// at which it is gone, from the use of the last hours and from the guests that are expected. A refill is not a negative use: what was used stays used, and the rate of use outlives it.
import type { ExpectedGuests } from '../foresight/expected-guests.ts';

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
  /** A guest takes one of it, or as much as cups took so far; unset: its use has nothing to do with guests who come or go. */
  readonly eachGuestTakes?: 'one' | 'as-learned';
  /** Shorter stretches are stretched to this, so that one busy minute is not taken for the whole day, ms. */
  readonly leastWindowMs: number;
}

export interface StockPoint {
  /** Device clock, Unix ms. */
  readonly at: number;
  readonly level: number;
}

export interface StockState {
  latest?: StockPoint;
  /** The lowest level since the latest refill: what lies above it, less than a refill, is noise. */
  low?: number;
  /** Used and refilled since the first reading, in the reading's unit; both only rise. */
  used: number;
  refilled: number;
  /** How much was used when; oldest first, a step of at least a 48th of the window apart. */
  marks: { at: number; used: number }[];
  /** Since when it counts as low; unset while it does not. */
  lowSince?: number;
  /** The most that it ever held. */
  full?: number;
  /** Cups that were told, and how much had been used when the first of them was. */
  servings?: number;
  usedBefore?: number;
}

/** The stock does not last for the guests who are expected. */
export interface ExpectedEnd {
  /** Whose turn comes then gets none. Unix ms. */
  readonly runOutAt: number;
  /** So many are expected from now on, the last of them then. */
  readonly guests: number;
  readonly until: number;
  /** For so many of them it lasts. */
  readonly servings: number;
}

const marksKept = 48;

export function emptyStock(): StockState {
  return { used: 0, refilled: 0, marks: [] };
}

/** Takes one reading into account; one that was overtaken changes nothing. */
export function takeLevel(state: StockState, rule: StockRule, point: StockPoint): void {
  if (state.latest !== undefined && point.at <= state.latest.at) return;
  const low = state.low ?? point.level;
  if (point.level >= low + rule.refillStep) {
    state.refilled += point.level - low;
    state.low = point.level;
  } else {
    state.used += Math.max(0, low - point.level);
    state.low = Math.min(low, point.level);
  }
  state.latest = point;
  state.full = Math.max(state.full ?? 0, point.level);
  const last = state.marks.at(-1);
  if (last === undefined || point.at - last.at >= rule.windowMs / marksKept) {
    state.marks.push({ at: point.at, used: state.used });
  }
  while (state.marks.length > 1 && point.at - (state.marks[0]?.at ?? point.at) > rule.windowMs) state.marks.shift();
}

/** A cup was given; what it took shows in the readings. */
export function takeServing(state: StockState): void {
  state.usedBefore ??= state.used;
  state.servings = (state.servings ?? 0) + 1;
}

/** Fewer cups than this say nothing about the next. */
const servingsThatTell = 5;

/** What one guest takes, in the reading's unit; undefined while that is not known. */
function takenByGuest({ servings = 0, used, usedBefore = 0 }: StockState, rule: StockRule): number | undefined {
  if (rule.eachGuestTakes === 'one') return 1;
  if (rule.eachGuestTakes === undefined || servings < servingsThatTell || used <= usedBefore) return undefined;
  return (used - usedBefore) / servings;
}

/** How far ahead guests are counted, and from how far ahead a stock that they will use up is low, ms. */
const guestsCountedMs = 4 * 60 * 60_000;
const plannedAheadMs = 2 * 60 * 60_000;
/** From here on nobody can put more in, however many come. */
const asGoodAsFull = 0.8;

/** @param guests in the order of their instants. */
export function expectedEnd(
  state: StockState,
  rule: StockRule,
  guests: readonly ExpectedGuests[],
): ExpectedEnd | undefined {
  const each = takenByGuest(state, rule);
  if (each === undefined || state.latest === undefined) return undefined;
  const { at, level } = state.latest;
  if (level >= asGoodAsFull * (state.full ?? level)) return undefined;
  const servings = Math.floor(level / each);
  const counted = guests.filter((one) => one.at <= at + guestsCountedMs);
  let served = 0;
  const first = counted.find((one) => {
    served += one.guests;
    return served > servings;
  });
  if (first === undefined) return undefined;
  const sum = counted.reduce((all, one) => all + one.guests, 0);
  return { runOutAt: first.at, guests: Math.ceil(sum), until: counted.at(-1)?.at ?? first.at, servings };
}

/** Use per millisecond over the window, in the reading's unit; 0 where nothing was used. */
export function rateOfUse(state: StockState, rule: StockRule): number {
  const first = state.marks[0];
  if (first === undefined || state.latest === undefined) return 0;
  return (state.used - first.used) / Math.max(state.latest.at - first.at, rule.leastWindowMs);
}

/** How long after its latest reading the stock is gone at the present rate of use, ms; infinite where it is not used. */
export function lastsMs(state: StockState, rule: StockRule): number {
  if (state.latest === undefined) return Number.POSITIVE_INFINITY;
  return state.latest.level <= 0 ? 0 : state.latest.level / rateOfUse(state, rule);
}

/**
 * Gone within the lead time, or at its least level: low. It stays low until it is far from both, so that neither a scale
 * that trembles nor a quiet quarter of an hour tells anybody anything.
 *
 * @param expected the end that guests will put to it, who are not here yet.
 */
export function judgeStock(state: StockState, rule: StockRule, expected?: ExpectedEnd): 'low' | 'well' | 'between' {
  if (state.latest === undefined) return 'between';
  const { at, level } = state.latest;
  const leftMs = lastsMs(state, rule);
  const isPlanned = expected !== undefined && expected.runOutAt - at <= plannedAheadMs;
  if (level <= rule.leastLevel || leftMs <= rule.leadMs || isPlanned) {
    state.lowSince ??= at;
    return 'low';
  }
  if (level < 2 * rule.leastLevel || leftMs <= 2 * rule.leadMs || expected !== undefined) return 'between';
  delete state.lowSince;
  return 'well';
}
