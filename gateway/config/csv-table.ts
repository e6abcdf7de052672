// CSV as spreadsheets write it: any of three separators, quotes, a byte order mark, `#` lines as comments; every row with its line.
import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvTable =
  | { readonly rows: readonly CsvRow[]; readonly error?: undefined }
  | { readonly error: { readonly line: number; readonly message: string } };

export function readCsvTable(text: string): CsvTable {
  try {
    const records = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return { rows: records.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (error instanceof CsvError) return { error: { line: Number(error['lines'] ?? 1), message: error.message } };
    throw error;
  }
}

/** Spreadsheets write the separator of their country; the names of the header contain none of them. */
function separatorOf(text: string): string {
  const header = text.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  return [';', '\t'].find((separator) => header.includes(separator)) ?? ',';
}
