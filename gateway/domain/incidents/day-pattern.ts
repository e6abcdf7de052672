// Is it the hour? Misses that come only at the first draws of the day, or only within some hours, have another cause than
// misses at all hours: what stands still by the clock. One day alone shows no pattern: a pump may have been mended at nine.
import type { Calendar } from '../calendar.ts';
import type { OutletDraw } from './water-log.ts';

export type DayPattern =
  | { readonly shape: 'first-draws'; readonly missed: number; readonly days: number; readonly passed: number }
  | {
      readonly shape: 'some-hours';
      readonly missed: number;
      readonly days: number;
      readonly passed: number;
      /** Clock times of the property; `to` may lie behind midnight. */
      readonly from: string;
      readonly to: string;
    };

const leastDays = 2;
/** Draws that passed outside of the pattern: less proves nothing. */
const leastPassed = 3;
/** One room that is badly piped, or one lucky draw, must not hide the pattern. */
const clearShare = 0.8;
/** After so long a rest the next draw finds what the night left behind, whatever the date. */
const restMs = 6 * 60 * 60_000;
const longestSpanMinutes = 6 * 60;
const dayMinutes = 24 * 60;

/** @param draws all draws of the outlets in question over the last days, judged or not. */
export function dayPattern(draws: readonly OutletDraw[], calendar: Calendar): DayPattern | undefined {
  const missed = draws.filter(({ outcome }) => outcome === 'missed');
  const met = draws.filter(({ outcome }) => outcome === 'met');
  const days = new Set(missed.map(({ startedAt }) => calendar.dayOf(startedAt)));
  if (days.size < leastDays) return undefined;
  const latestDay = [...days].toSorted().at(-1);
  const earlierDays = [...days].filter((day) => day !== latestDay);
  const isSeenToPass = (passed: readonly OutletDraw[]) =>
    passed.length >= leastPassed &&
    earlierDays.every((day) => passed.some(({ startedAt }) => calendar.dayOf(startedAt) === day));

  const first = firstDraws(draws, calendar);
  const later = [...missed, ...met].filter((one) => !first.has(one));
  const laterMet = later.filter(({ outcome }) => outcome === 'met');
  if (
    shareOf(missed, (one) => first.has(one)) >= clearShare &&
    laterMet.length >= clearShare * later.length &&
    isSeenToPass(laterMet)
  ) {
    return { shape: 'first-draws', missed: missed.length, days: days.size, passed: laterMet.length };
  }

  const minuteOf = ({ startedAt }: OutletDraw) => minutesOf(calendar.timeOf(startedAt));
  const span = shortestSpan(missed.map(minuteOf));
  if (span.minutes > longestSpanMinutes) return undefined;
  const isInside = (one: OutletDraw) => (minuteOf(one) - span.from + dayMinutes) % dayMinutes <= span.minutes;
  const metOutside = met.filter((one) => !isInside(one));
  if (missed.length < clearShare * (missed.length + met.length - metOutside.length)) return undefined;
  if (!isSeenToPass(metOutside)) return undefined;
  return {
    shape: 'some-hours',
    missed: missed.length,
    days: days.size,
    passed: metOutside.length,
    from: clockTime(span.from),
    to: clockTime(span.from + span.minutes),
  };
}

/** Of each outlet, those with no draw before them on their day, and those after a long rest. */
function firstDraws(draws: readonly OutletDraw[], calendar: Calendar): ReadonlySet<OutletDraw> {
  const first = new Set<OutletDraw>();
  for (const ofOutlet of Map.groupBy(draws, ({ device }) => device).values()) {
    let before: OutletDraw | undefined;
    for (const draw of ofOutlet.toSorted((a, b) => a.startedAt - b.startedAt)) {
      const rested = before === undefined || draw.startedAt - before.endedAt >= restMs;
      const isNewDay = before === undefined || calendar.dayOf(before.startedAt) !== calendar.dayOf(draw.startedAt);
      if (rested || isNewDay) first.add(draw);
      before = draw;
    }
  }
  return first;
}

/** The shortest part of the clock that has all these minutes: the clock without its longest gap. */
function shortestSpan(minutes: readonly number[]): { readonly from: number; readonly minutes: number } {
  const ordered = minutes.toSorted((a, b) => a - b);
  let longest = { gap: -1, from: 0 };
  for (const [index, minute] of ordered.entries()) {
    const before = ordered.at(index - 1) ?? minute;
    const gap = index === 0 ? minute - before + dayMinutes : minute - before;
    if (gap > longest.gap) longest = { gap, from: minute };
  }
  return { from: longest.from, minutes: dayMinutes - longest.gap };
}

function shareOf(draws: readonly OutletDraw[], is: (draw: OutletDraw) => boolean): number {
  return draws.length === 0 ? 0 : draws.filter(is).length / draws.length;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockTime(minutes: number): string {
  const ofDay = minutes % dayMinutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
