// Months of the hotel's calendar, `2026-03`. Pure.
import { startOfHotelDay } from '../shared/time/hotel-day.ts';
import type { Range } from './view-model.ts';

/** What an address says, where it is a month; else undefined. */
export function monthOf(text: string | null): string | undefined {
  return text !== null && /^2\d{3}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

export function monthAfter(month: string, count = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function monthBefore(month: string): string {
  return monthAfter(month, -1);
}

/** From its first midnight to that of the next, by the hotel's clocks. */
export function rangeOfMonth(month: string, timeZone: string): Range {
  return {
    from: startOfHotelDay(`${month}-01`, timeZone),
    to: startOfHotelDay(`${monthAfter(month)}-01`, timeZone),
  };
}
