// Pages of a list, newest first, that stay true while rows are added: a cursor names the last row given, not a row count.
import type { Page } from '../ports.ts';

/** Where a list was left: the instant and the id of the last row given. */
export interface Position {
  readonly at: number;
  readonly id: string;
}

/** `cursor` was not made by this list. */
export const invalidCursor = 'invalid-cursor';

export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws an error whose `code` is `invalid-cursor`. */
export function decodeCursor(cursor: string): Position {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (Number.isFinite(at) && typeof id === 'string') return { at: at as number, id };
  } catch {
    // Not JSON, so not ours: said below.
  }
  throw Object.assign(new Error('cursor: expected the `next` of an earlier page'), { code: invalidCursor });
}

/** `rows` holds up to one row more than the page: that one only tells that there is a next page. */
export function toPage<T>(rows: readonly (Position & { readonly body: string })[], limit: number): Page<T> {
  const given = rows.slice(0, limit);
  const items = given.map(({ body }) => JSON.parse(body) as T);
  const last = given.at(-1);
  return rows.length > limit && last ? { items, next: encodeCursor(last) } : { items };
}
