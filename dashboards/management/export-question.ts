// What is taken out as a file: the rows of a promise, or what is behind one of them, as the address of the page asks. Pure.
import type { ExportKind } from '../../gateway/api/contract/export.ts';
import { query } from '../shared/api/api.ts';
import { behindRow, type Question, type Range, spanOf } from './view-model.ts';

const kinds = ['draws', 'touchpoints', 'compliance'] as const satisfies readonly ExportKind[];

export function exportKindOf(address: URLSearchParams): ExportKind | undefined {
  return kinds.find((kind) => kind === address.get('export'));
}

/** The file's address at the hub; the format is added by who asks. */
export function exportPath(
  kind: ExportKind,
  question: Question,
  range: Range,
  timeZone: string,
  format: 'csv' | 'json',
) {
  const { by, standard, floor } = question;
  const asked =
    kind === 'compliance'
      ? { ...spanOf(range), by, standard }
      : {
          ...behindRow(question, range, timeZone),
          ...(kind === 'touchpoints' && { standard }),
          ...(floor !== undefined && { floor }),
        };
  return `/exports/${kind}${query({ ...asked, format })}`;
}

/** What is printed of each row, in the names of the file. */
export const printedColumns: Readonly<Record<ExportKind, readonly string[]>> = {
  draws: ['startedAt', 'space', 'floor', 'riser', 'outcome', 'reason', 'seconds', 'standard', 'id'],
  touchpoints: ['at', 'touchpoint', 'type', 'outcome', 'seconds', 'space', 'standard', 'id'],
  compliance: [
    'key',
    'met',
    'missed',
    'inconclusive',
    'excluded',
    'noEvidence',
    'rate',
    'low',
    'high',
    'coverage',
    'p95',
  ],
};

/** As the file has it; a share to four places. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
