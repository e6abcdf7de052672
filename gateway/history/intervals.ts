// How a series of readings is cut into equal intervals; both histories cut alike.
import type { ReadingQuery } from '../ports.ts';

/** Milliseconds, at least 1, such that [from, to) falls into at most `points` intervals. */
export function intervalMs({ from, to, points }: ReadingQuery): number {
  return Math.max(1, Math.ceil((to - from) / points));
}
