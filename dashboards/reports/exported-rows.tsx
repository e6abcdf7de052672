// The rows as the file has them, under the file's own names; of a long one the first.
import type { ExportKind } from '../../gateway/api/contract/export.ts';
import { cellText, printedColumns } from '../management/export-question.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PaperScroll } from './paper-scroll.tsx';

const mostPrinted = 500;

interface ExportedRowsProps {
  readonly kind: ExportKind;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export function ExportedRows({ kind, rows }: ExportedRowsProps) {
  const { say } = usePage();
  if (rows.length === 0) return <Notice state="silent">{say('export.none')}</Notice>;
  const columns = printedColumns[kind];
  return (
    <>
      <PaperScroll name={say('export.rows')}>
        <table class="paper-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostPrinted).map((row, index) => (
              <tr key={String(row['id'] ?? row['key'] ?? index)}>
                {columns.map((column) => (
                  <td key={column}>{cellText(row[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PaperScroll>
      {rows.length > mostPrinted && <p class="quiet">{say('export.cut', { n: mostPrinted })}</p>}
    </>
  );
}
