// What the managers' page asks for and how it reads the answer. Silence is never kept, and three of three is not 100 %. Pure.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { hotelDay, shiftDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';

export const dimensions = ['day', 'floor', 'riser', 'space'] as const;
export type Dimension = (typeof dimensions)[number];

export const periods = [1, 7, 30] as const;
export type PeriodDays = (typeof periods)[number];

/** A view of the page, as its address says it. */
export interface Question {
  /** Unset: each outlet's primary standard. */
  readonly standard?: string;
  readonly by: Dimension;
  readonly days: PeriodDays;
  /** The row that was opened. */
  readonly key?: string;
}

export function questionOf(address: URLSearchParams): Question {
  const standard = address.get('standard');
  const by = dimensions.find((one) => one === address.get('by')) ?? 'day';
  const given = address.get('key');
  // A link may say anything: what is no day opens none.
  const key = by === 'day' && !isDay(given ?? '') ? null : given;
  return {
    by,
    days: periods.find((one) => String(one) === address.get('days')) ?? 7,
    ...(standard !== null && { standard }),
    ...(key !== null && { key }),
  };
}

function isDay(text: string): boolean {
  return /^2\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
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

/** How a rate stands against the share that the house promised. */
export type Standing = 'kept' | 'not-kept' | 'below' | 'few' | 'no-evidence';

/** Fewer judged draws than this say nothing either way: 3 of 3 is 44 to 100 %. */
const fewDraws = 5;

export function judgedDraws({ met, missed }: Pick<ComplianceRow, 'met' | 'missed'>): number {
  return met + missed;
}

export function standingOf(row: ComplianceRow, targetShare: number): Standing {
  if (row.rate === null || judgedDraws(row) === 0) return 'no-evidence';
  if (judgedDraws(row) < fewDraws) return 'few';
  if (row.rate >= targetShare) return 'kept';
  return row.high !== null && row.high < targetShare ? 'not-kept' : 'below';
}

export const stateOfStanding: Readonly<Record<Standing, ThingState>> = {
  kept: 'ok',
  'not-kept': 'fault',
  below: 'watch',
  few: 'silent',
  'no-evidence': 'silent',
};

/** Days as they came; places with the surest misses first, so that 1 of 1 does not beat 9 of 20. */
export function inReadingOrder(rows: readonly ComplianceRow[], by: Dimension): readonly ComplianceRow[] {
  if (by === 'day') return [...rows].sort((one, other) => one.key.localeCompare(other.key));
  return [...rows].sort(
    (one, other) => (one.high ?? 2) - (other.high ?? 2) || one.key.localeCompare(other.key, 'en', { numeric: true }),
  );
}

/** What to ask `/draws` for to get the draws behind a row, and what must be sorted out here. */
export function drawsBehind(question: Question, range: Range, timeZone: string) {
  const { by, key } = question;
  const whole = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
  if (key === undefined) return { ask: whole, belongs: () => true };
  switch (by) {
    case 'day':
      return {
        ask: {
          from: new Date(startOfHotelDay(key, timeZone)).toISOString(),
          to: new Date(startOfHotelDay(shiftDay(key, 1), timeZone)).toISOString(),
        },
        belongs: () => true,
      };
    case 'space':
      return { ask: { ...whole, space: key }, belongs: () => true };
    case 'riser':
      return { ask: { ...whole, riser: key }, belongs: () => true };
    case 'floor':
      return { ask: whole, belongs: (draw: Pick<Draw, 'floor'>) => draw.floor === key };
  }
}
