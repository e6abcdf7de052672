// Where a day of the house begins.

const hour = 3_600_000;
const day = 24 * hour;

/** Of the day of `at`, Unix ms. */
export const localMidnight = (at: number, utcOffsetHours: number): number =>
  Math.floor((at + utcOffsetHours * hour) / day) * day - utcOffsetHours * hour;
