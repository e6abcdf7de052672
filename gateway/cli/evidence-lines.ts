// Rows as the lines of a file, printed as they come.
import { headerOf, type LineFormat, lineOf } from '../domain/export/export-lines.ts';

/** The header waits for the first row: of what the hub refuses, not a line is printed. */
export async function* linesOf(
  format: LineFormat,
  columns: readonly string[],
  items: AsyncIterable<object>,
): AsyncGenerator<string> {
  const rows = items[Symbol.asyncIterator]();
  let row = await rows.next();
  yield* headerOf(format, columns);
  for (; !row.done; row = await rows.next()) yield lineOf(format, columns, row.value);
}
