// Days as the hotel lives them: from midnight to midnight of its own time zone, also where that is 23 or 25 hours.

const dayMs = 24 * 3_600_000;

/** The day of an instant, `2026-03-01`. */
export function hotelDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Whether a text, such as one of an address, is a day of this millennium: `2026-03-01`. */
export function isDay(text: string): boolean {
  return /^2\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Midnight at which the day begins, Unix ms. */
export function startOfHotelDay(day: string, timeZone: string): number {
  return hotelInstant(`${day}T00:00`, timeZone);
}

/** The instant at which the hotel's clocks show `2026-03-01T18:30`, Unix ms; NaN where that is no time. */
export function hotelInstant(dayTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${dayTime}:00Z`);
  if (Number.isNaN(asUtc)) return asUtc;
  // The offset just before may be another than at that time: a second look settles it.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

/** What the hotel's clocks show, `2026-03-01T18:30`. */
export function hotelDayTime(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** The day `days` later, or earlier where negative. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** What the zone's clocks show minus UTC, ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
