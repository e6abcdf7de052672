// The only part of a premade message that changes: its instant, as thirteen digits in place.

/** What stands there until then. */
export const noInstant = '0'.repeat(13);

/** @param at Unix ms from 2001 to 2286 */
export function writeInstant(bytes: Uint8Array, offset: number, at: number): void {
  let high = Math.floor(at / 1_000_000);
  let low = at - high * 1_000_000;
  for (let digit = offset + 12; digit > offset + 6; digit -= 1) {
    const rest = (low / 10) | 0;
    bytes[digit] = 48 + low - rest * 10;
    low = rest;
  }
  for (let digit = offset + 6; digit >= offset; digit -= 1) {
    const rest = (high / 10) | 0;
    bytes[digit] = 48 + high - rest * 10;
    high = rest;
  }
}
