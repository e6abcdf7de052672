// Who is on duty at an instant. A person whom no roster names is always reachable: a house without shifts needs none, and a
// manager at home is called all the same.
import { createCalendar } from '../calendar.ts';
import { type DispatchRules, type Weekday, weekdays } from './dispatch-rules.ts';

export interface Duty {
  isOnDuty(user: string, at: number): boolean;
  /** When next somebody comes or goes. */
  nextChangeAt(at: number): number | undefined;
}

interface Watch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly people: readonly string[];
}

/** A weekly shift comes back within this. */
const lookAheadDays = 8;
/** Finding the instants of a day is slow; a hotel asks about the same few again and again. */
const mostDaysKept = 100;

/** @throws RangeError where `timeZone` is not an IANA name. */
export function createDuty(rules: Pick<DispatchRules, 'shifts' | 'roster'>, timeZone: string): Duty {
  const calendar = createCalendar(timeZone);
  const rostered = new Set(rules.roster.flatMap(({ people }) => people));
  const byDate = new Map<string, readonly Watch[]>();
  let known: { from: number; to: number; people: ReadonlySet<string> } | undefined;

  function watchesOf(date: string): readonly Watch[] {
    const standing = byDate.get(date);
    if (standing !== undefined) return standing;
    if (byDate.size >= mostDaysKept) byDate.clear();
    const watches = workOut(date);
    byDate.set(date, watches);
    return watches;
  }

  function workOut(date: string): Watch[] {
    const weekday = weekdayOf(date);
    return rules.shifts.flatMap((shift) => {
      const dated = rules.roster.filter((one) => one.shift === shift.id && one.date === date);
      const usual = rules.roster.filter((one) => one.shift === shift.id && one.date === undefined);
      const isItsDay = shift.days.length === 0 || shift.days.some((day) => day === weekday);
      const people = (dated.length > 0 ? dated : isItsDay ? usual : []).flatMap((one) => one.people);
      if (people.length === 0) return [];
      const endsOn = shift.to <= shift.from ? calendar.dayAfter(date, 1) : date;
      return [{ from: calendar.instantOf(date, shift.from), to: calendar.instantOf(endsOn, shift.to), people }];
    });
  }

  /** Between two changes everything stays as it is, so one look serves until the next. */
  function look(at: number) {
    if (known !== undefined && known.from <= at && at < known.to) return known;
    const today = calendar.dayOf(at);
    const yesterday = calendar.dayAfter(today, -1);
    const days = Array.from({ length: lookAheadDays + 2 }, (_, day) => calendar.dayAfter(yesterday, day));
    const dated = rules.roster.flatMap(({ date }) => (date !== undefined && date >= yesterday ? [date] : []));
    const watches = [...new Set([...days, ...dated])].flatMap(watchesOf);
    const changes = watches.flatMap(({ from, to }) => [from, to]);
    known = {
      from: at,
      to: Math.min(...changes.filter((one) => one > at), Number.POSITIVE_INFINITY),
      people: new Set(watches.filter(({ from, to }) => from <= at && at < to).flatMap(({ people }) => people)),
    };
    return known;
  }

  return {
    isOnDuty: (user, at) => !rostered.has(user) || look(at).people.has(user),
    nextChangeAt(at) {
      if (rostered.size === 0) return undefined;
      const { to } = look(at);
      return to === Number.POSITIVE_INFINITY ? undefined : to;
    },
  };
}

function weekdayOf(date: string): Weekday {
  const fromSunday = new Date(`${date}T00:00Z`).getUTCDay();
  return weekdays[(fromSunday + 6) % 7] as Weekday;
}
