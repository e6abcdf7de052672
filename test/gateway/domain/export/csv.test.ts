import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvHeader, csvRow, formulaStart } from '../../../../gateway/domain/export/csv.ts';

test.each([
  ['a formula', '=cmd|"/c calc"!A0', '"\'=cmd|""/c calc""!A0"'],
  ['a sum', '+1+1', "'+1+1"],
  ['a negative formula', '-2+3', "'-2+3"],
  ['a function', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab before a formula', '\t=1', "'\t=1"],
  ['a formula behind spaces', '  =1', "'  =1"],
  ['a formula on the next line', '\n=1', `"'\n=1"`],
  ['a wide formula', '＝1+1', "'＝1+1"],
  ['a negative number', -2.5, '-2.5'],
  ['nothing', null, ''],
  ['a word', '1203', '1203'],
  ['a list', ['data-gap'], '"[""data-gap""]"'],
])('%s', (_name, value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

const note = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '＋', '－', '＠', '"=', ';='), fc.string())
    .map((parts) => parts.join('')),
);

test('whatever a note contains, it comes back as one cell that no spreadsheet runs', () => {
  fc.assert(
    fc.property(note, note, (first, second) => {
      const text = `${csvHeader(['first', 'second'])}\n${csvRow(['first', 'second'], { first, second })}\n`;
      const [, row] = parse(text, { relax_column_count: false }) as string[][];
      const asSaid = (said: string) => (formulaStart.test(said) ? `'${said}` : said);
      expect(row).toEqual([asSaid(first), asSaid(second)]);
      for (const cell of row ?? []) expect(cell.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
  );
});
