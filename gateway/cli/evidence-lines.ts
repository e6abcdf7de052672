// Rows as the lines of a file: CSV for spreadsheets, one JSON object a line for programs.
import { csvHeader, csvRow } from './csv.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function lineOf(format: ExportFormat, columns: readonly string[], row: object): string {
  return format === 'csv' ? csvRow(columns, { ...row }) : JSON.stringify(row);
}

/** The header waits for the first row: of what the hub refuses, not a line is printed. */
export async function* linesOf(
  format: ExportFormat,
  columns: readonly string[],
  items: AsyncIterable<object>,
): AsyncGenerator<string> {
  const rows = items[Symbol.asyncIterator]();
  let row = await rows.next();
  if (format === 'csv') yield csvHeader(columns);
  for (; !row.done; row = await rows.next()) yield lineOf(format, columns, row.value);
}
