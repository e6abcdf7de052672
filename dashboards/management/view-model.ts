// What the managers' page asks for and how it reads the answer. Silence is never kept, and three of three is not 100 %. Pure.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { hotelDay, isDay, shiftDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';
import { fewJudged } from './error-budget.ts';

export const dimensions = ['day', 'floor', 'riser', 'space'] as const;
export type Dimension = (typeof dimensions)[number];

export const periods = [1, 7, 30] as const;
export type PeriodDays = (typeof periods)[number];

/** The house's own on hot water: what is meant where an address names no standard. */
export const houseStandard = 'house-10s';

export type Screen = 'promises' | 'standard' | 'answers' | 'report';

/** Which screen an address is of: the promises of the house, unless it names something else. */
export function screenOf(address: URLSearchParams): Screen {
  if (address.has('report')) return 'report';
  if (address.has('answers')) return 'answers';
  return ['standard', 'by', 'key', 'draw', 'export'].some((name) => address.has(name)) ? 'standard' : 'promises';
}

/** A view of the page, as its address says it. */
export interface Question {
  /** Unset: each outlet's primary standard. */
  readonly standard?: string;
  readonly by: Dimension;
  readonly days: PeriodDays;
  /** The row that was opened. */
  readonly key?: string;
  /** Of that row, only this hour of the clock, `00` to `23`, or this floor: a cell of the heatmap. */
  readonly hour?: string;
  readonly floor?: string;
}

/** The parts of an address that open a row, or a cell of one: taken away. */
export const nothingBehind = { key: undefined, hour: undefined, floor: undefined };

export function questionOf(address: URLSearchParams): Question {
  const standard = address.get('standard');
  const by = dimensions.find((one) => one === address.get('by')) ?? 'day';
  const given = address.get('key');
  // A link may say anything: what is no day opens none.
  const key = by === 'day' && !isDay(given ?? '') ? null : given;
  const hour = address.get('hour');
  const floor = address.get('floor');
  return {
    by,
    days: periods.find((one) => String(one) === address.get('days')) ?? 7,
    ...(standard !== null && { standard }),
    ...(key !== null && { key }),
    ...(hour !== null && { hour }),
    ...(floor !== null && { floor }),
  };
}

export interface Range {
  /** Unix ms, inclusive. */
  readonly from: number;
  /** Unix ms, exclusive. */
  readonly to: number;
}

/** Whole days of the hotel, today with it. */
export function rangeOf({ days }: Pick<Question, 'days'>, now: number, timeZone: string): Range {
  const today = hotelDay(now, timeZone);
  return {
    from: startOfHotelDay(shiftDay(today, 1 - days), timeZone),
    to: startOfHotelDay(shiftDay(today, 1), timeZone),
  };
}

/** As the API is asked for it. */
export function spanOf({ from, to }: Range): { readonly from: string; readonly to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** How a rate stands against the share that the house promised. */
export type Standing = 'kept' | 'not-kept' | 'below' | 'few' | 'unseen' | 'no-evidence' | 'nothing-due';

export function judgedDraws({ met, missed }: Pick<ComplianceRow, 'met' | 'missed'>): number {
  return met + missed;
}

/** Of service: with less than this judged of what was due, a good rate says nothing of the rest. */
const leastCoverage = 0.5;

export function standingOf(row: ComplianceRow, targetShare: number): Standing {
  const isService = row.of === 'service';
  if (row.rate === null || judgedDraws(row) === 0) {
    return isService && row.noEvidence === 0 ? 'nothing-due' : 'no-evidence';
  }
  // Where no miss is allowed, one is enough to know.
  if (targetShare >= 1 && row.missed > 0) return 'not-kept';
  if (judgedDraws(row) < fewJudged) return 'few';
  if (row.rate >= targetShare) return isService && (row.coverage ?? 1) < leastCoverage ? 'unseen' : 'kept';
  return row.high !== null && row.high < targetShare ? 'not-kept' : 'below';
}

export const stateOfStanding: Readonly<Record<Standing, ThingState>> = {
  kept: 'ok',
  'not-kept': 'fault',
  below: 'watch',
  few: 'silent',
  unseen: 'silent',
  'no-evidence': 'silent',
  'nothing-due': 'silent',
};

/** Days as they came; places with the surest misses first, so that 1 of 1 does not beat 9 of 20. */
export function inReadingOrder(rows: readonly ComplianceRow[], by: Dimension): readonly ComplianceRow[] {
  if (by === 'day') return [...rows].sort((one, other) => one.key.localeCompare(other.key));
  return [...rows].sort(
    (one, other) => (one.high ?? 2) - (other.high ?? 2) || one.key.localeCompare(other.key, 'en', { numeric: true }),
  );
}

/** Each day from the first to the last that there is a row of, those with nothing due between them too: time runs evenly. */
export function everyDayOf(rows: readonly Pick<ComplianceRow, 'key'>[]): readonly string[] {
  const keys = rows
    .map(({ key }) => key)
    .filter(isDay)
    .sort();
  const last = keys.at(-1);
  const days: string[] = [];
  for (let day = keys[0]; day !== undefined && last !== undefined && day <= last; day = shiftDay(day, 1))
    days.push(day);
  return days;
}

/** What to ask for to get what is behind a row: its range, and its place where the list knows it. */
export function behindRow(question: Question, range: Range, timeZone: string) {
  const { by, key } = question;
  const whole = spanOf(range);
  if (key === undefined) return whole;
  if (by !== 'day') return { ...whole, [by]: key };
  return spanOf({ from: startOfHotelDay(key, timeZone), to: startOfHotelDay(shiftDay(key, 1), timeZone) });
}

/** What the list of draws or cells cannot be asked for, and is sorted out here. */
export function belongsToRow(question: Question, timeZone: string) {
  const hourOf = new Intl.DateTimeFormat('en-CA', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const floor = question.floor ?? (question.by === 'floor' ? question.key : undefined);
  return (one: { readonly floor: string | null }, at: number): boolean =>
    (floor === undefined || (one.floor ?? '') === floor) &&
    (question.hour === undefined || hourOf.format(at) === question.hour);
}
