// Calendar days of a property's time zone as ranges of instants: a day has 23 or 25 hours where the clocks change.

export interface LocalDay {
  /** `2026-03-29`. */
  readonly key: string;
  /** Its first instant, Unix ms. */
  readonly from: number;
  /** The first instant of the next day. */
  readonly to: number;
}

export interface Calendar {
  /** The day of an instant, `YYYY-MM-DD`. */
  dayOf(at: number): string;
  /** The days that [from, to) touches, in order, each whole. */
  days(from: number, to: number): readonly LocalDay[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** @throws RangeError where `timeZone` is not an IANA name. */
export function createCalendar(timeZone: string): Calendar {
  // en-CA writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (at: number) => format.format(at);

  /** Searched for, since midnight itself may not exist. Clocks change on full minutes, and no day has 27 hours. */
  function startOfDay(at: number): number {
    const key = dayOf(at);
    let inside = Math.floor(at / minuteMs) * minuteMs;
    let before = inside - 27 * hourMs;
    while (inside - before > minuteMs) {
      const middle = before + Math.floor((inside - before) / 2 / minuteMs) * minuteMs;
      if (dayOf(middle) === key) inside = middle;
      else before = middle;
    }
    return inside;
  }

  return {
    dayOf,
    days(from, to) {
      const days: LocalDay[] = [];
      for (let start = startOfDay(from); start < to; ) {
        // Past the longest day's end and before the shortest next day's.
        const end = startOfDay(start + 30 * hourMs);
        days.push({ key: dayOf(start), from: start, to: end });
        start = end;
      }
      return days;
    },
  };
}
