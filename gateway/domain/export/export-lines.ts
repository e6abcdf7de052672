// A row of an export as a line: CSV for spreadsheets, one JSON object a line for programs. Pure.
import { csvHeader, csvRow } from './csv.ts';

export const lineFormats = ['csv', 'ndjson'] as const;
export type LineFormat = (typeof lineFormats)[number];

export function lineOf(format: LineFormat, columns: readonly string[], row: object): string {
  return format === 'csv' ? csvRow(columns, { ...row }) : JSON.stringify(row);
}

/** What stands before the first row. */
export function headerOf(format: LineFormat, columns: readonly string[]): readonly string[] {
  return format === 'csv' ? [csvHeader(columns)] : [];
}
