// Pages of a list that is in memory, in the order of its keys.
import { refuseField } from './problem.ts';

/** @throws ProblemError where the cursor is none of this list's. */
export function pageThrough<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { items: T[]; next: string | null } {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const sorted = all
    .filter((item) => after === undefined || keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  const next = sorted.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null;
  return { items, next };
}

function writeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function readCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (writeCursor(key) !== cursor) throw refuseField('cursor', 'expected `next` of the page before');
  return key;
}
