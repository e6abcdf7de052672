// An export as a file that says of itself what it is: what it was narrowed to, whose days its days are, which standards judged,
// how many rows, and the SHA-256 of its rows, so that a file that was changed shows. Pure; the hash is passed in.
import type { Hash } from '../evidence/evidence-record.ts';
import { csvCell } from './csv.ts';
import { headerOf, type LineFormat, lineOf } from './export-lines.ts';

const exportFileFormat = 'touchpoint-hub-export/1';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportHead {
  readonly property: string;
  /** `draws`, `touchpoints`, `compliance`. */
  readonly kind: string;
  /** As the call was narrowed: `from=…&to=…&riser=east`. */
  readonly filter: string;
  /** IANA: clock times of standards and days of compliance are in it; instants are in UTC. */
  readonly timeZone: string;
  /** `house-10s@2`: those that judged the rows. */
  readonly standards: readonly string[];
  /** RFC 3339. */
  readonly madeAt: string;
  readonly rows: number;
  /** Of the rows' lines, each with its line feed; of CSV with the line of the columns before them. Hex. */
  readonly sha256: string;
}

export interface ExportFile {
  readonly head: ExportHead;
  readonly text: string;
}

export function writeExport(
  about: Omit<ExportHead, 'rows' | 'sha256'>,
  format: ExportFormat,
  columns: readonly string[],
  rows: readonly object[],
  hash: Hash,
): ExportFile {
  const lines = linesOf(lineFormatOf[format], columns, rows);
  const head = { ...about, rows: rows.length, sha256: hash(textOf(lines)) };
  return { head, text: format === 'csv' ? csvHead(head) + textOf(lines) : jsonText(head, lines) };
}

const lineFormatOf = { csv: 'csv', json: 'ndjson' } as const satisfies Record<ExportFormat, LineFormat>;

function linesOf(format: LineFormat, columns: readonly string[], rows: readonly object[]): readonly string[] {
  return [...headerOf(format, columns), ...rows.map((row) => lineOf(format, columns, row))];
}

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

const headNames: readonly (readonly [keyof ExportHead, string])[] = [
  ['property', 'property'],
  ['kind', 'kind'],
  ['filter', 'filter'],
  ['timeZone', 'time zone'],
  ['standards', 'standards'],
  ['madeAt', 'made at'],
  ['rows', 'rows'],
  ['sha256', 'sha256'],
];

/** Lines that begin with # are no rows: a spreadsheet shows them, a program skips them. */
function csvHead(head: ExportHead): string {
  const said = headNames.map(([name, spelled]) => {
    const value = head[name];
    return `# ${spelled},${csvCell(typeof value === 'object' ? value.join(' ') : value)}\n`;
  });
  return `# ${exportFileFormat}\n${said.join('')}`;
}

function jsonText(head: ExportHead, lines: readonly string[]): string {
  return `{"export":${JSON.stringify({ format: exportFileFormat, ...head })},"items":[\n${lines.join(',\n')}\n]}\n`;
}

export interface CheckedExport {
  /** What the file says that its rows hash to. */
  readonly said: string;
  /** Whether they do. */
  readonly isUnchanged: boolean;
  /** The kind and the filter as the file says them. */
  readonly kind: string;
  readonly filter: string;
}

/** Undefined: no export of a hub. */
export function checkExport(text: string, hash: Hash): CheckedExport | undefined {
  return text.startsWith('{') ? checkJson(text, hash) : checkCsv(text, hash);
}

function checkCsv(text: string, hash: Hash): CheckedExport | undefined {
  // A mail program may have changed the ends of the lines: that is no other row.
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (lines[0] !== `# ${exportFileFormat}`) return undefined;
  const begins = lines.findIndex((line) => !line.startsWith('#'));
  const say = (name: string) => {
    const line = lines.slice(0, begins).find((one) => one.startsWith(`# ${name},`));
    const cell = line?.slice(name.length + 3) ?? '';
    return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  };
  const said = say('sha256');
  const isUnchanged = begins > 0 && hash(lines.slice(begins).join('\n')) === said;
  return { said, isUnchanged, kind: say('kind'), filter: say('filter') };
}

function checkJson(text: string, hash: Hash): CheckedExport | undefined {
  let file: { export?: Partial<ExportHead> & { format?: unknown }; items?: unknown };
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { export: head, items } = file;
  if (head?.format !== exportFileFormat || !Array.isArray(items)) return undefined;
  const said = String(head.sha256);
  const isUnchanged = hash(textOf(items.map((item) => JSON.stringify(item)))) === said;
  return { said, isUnchanged, kind: String(head.kind), filter: String(head.filter) };
}
