// Rows as CSV (RFC 4180) that a spreadsheet shows and never runs: text that would be a formula gets an apostrophe before it.
// Chinese and Japanese spreadsheets read the wide signs as formulas too.

type Row = Readonly<Record<string, unknown>>;

export const formulaStart = /^\s*[=+\-@＝＋－＠\t\r\n]/;

export function csvHeader(columns: readonly string[]): string {
  return columns.map(csvCell).join(',');
}

export function csvRow(columns: readonly string[], row: Row): string {
  return columns.map((column) => csvCell(row[column])).join(',');
}

/** Nested values become JSON, what is missing an empty cell. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
