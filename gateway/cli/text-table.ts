// Columns for people, wide enough for what is in them. A name that somebody else gave stays in its cell.
import { visibleLine } from '../domain/visible-text.ts';

export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(visibleLine));
  const widths = header.map((name, column) => Math.max(name.length, ...shown.map((row) => row[column]?.length ?? 0)));
  return [header, ...shown]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
