// Calendar days and clock times of a property's time zone as instants: a day has 23 or 25 hours where the clocks change.

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
  /** The clock on the wall at an instant, `00:00` to `23:59`. */
  timeOf(at: number): string;
  /** The days that [from, to) touches, in order, each whole. */
  days(from: number, to: number): readonly LocalDay[];
  /** The day `count` days after (before: negative) the day `YYYY-MM-DD`. */
  dayAfter(day: string, count: number): string;
  /**
   * The instant of a clock time, `18:00` to `24:00`, on the day `YYYY-MM-DD`. A time that the clocks leap over is the
   * instant of the leap; of a time that comes twice it is the first.
   */
  instantOf(day: string, time: string): number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const daysRemembered = 128;

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

  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

  /** The first minute of the day that the clock shows as `time` or later; the clocks of one day never run back past it. */
  function instantOf(day: string, time: string): number {
    const { from: start, to: end } = boundsOf(day);
    if (time === '24:00') return end;
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    // Right on all days but those on which the clocks change; there the search is at most an hour or two away.
    const guess = start + hours * hourMs + minutes * minuteMs;
    if (end - start === 24 * hourMs) return guess;
    for (let at = Math.max(start, guess - 2 * hourMs); at < end; at += minuteMs) {
      if (clock.format(at) >= time) return at;
    }
    return end;
  }

  /** The same few days are asked for again and again. */
  const bounds = new Map<string, Omit<LocalDay, 'key'>>();
  function boundsOf(day: string): Omit<LocalDay, 'key'> {
    const known = bounds.get(day);
    if (known !== undefined) return known;
    const from = startOfDay(Date.parse(`${day}T12:00Z`) + offsetAt(day));
    const found = { from, to: startOfDay(from + 30 * hourMs) };
    if (bounds.size >= daysRemembered) bounds.clear();
    bounds.set(day, found);
    return found;
  }

  /** From noon UTC to an instant that surely lies within the local day: zones reach from -12 to +14 hours. */
  function offsetAt(day: string): number {
    const noon = Date.parse(`${day}T12:00Z`);
    const shown = dayOf(noon);
    return shown === day ? 0 : shown < day ? 12 * hourMs : -12 * hourMs;
  }

  return {
    dayOf,
    timeOf: (at) => clock.format(at),
    dayAfter: (day, count) => new Date(Date.parse(`${day}T00:00Z`) + count * 24 * hourMs).toISOString().slice(0, 10),
    instantOf,
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
