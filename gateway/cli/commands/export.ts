// Evidence for other people's tools: CSV for spreadsheets, one JSON object a line for programs. Printed as it comes, so that
// five years fit in no more memory than a page.
import { NotedAction } from '../../api/contract/audit.ts';
import { ComplianceRow } from '../../api/contract/compliance.ts';
import { Draw } from '../../api/contract/draw.ts';
import { Task } from '../../api/contract/task.ts';
import { Touchpoint } from '../../api/contract/touchpoint.ts';
import type { Command, Given } from '../command.ts';
import { csvHeader, csvRow } from '../csv.ts';
import type { HubLink } from '../hub-link.ts';
import { listAll } from '../list-all.ts';
import { mistakeAt } from '../mistake.ts';
import { instantOption, neededWords } from '../options.ts';
import type { Result } from '../result.ts';

interface Range {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface Export {
  /** Options that only this one has. */
  readonly options?: readonly string[];
  /** As the contract orders them; a file without rows has them too. */
  readonly columns: readonly string[];
  list(hub: HubLink, range: Range, given: Given): AsyncIterable<object>;
}

const exports: Readonly<Record<string, Export>> = {
  draws: { columns: Object.keys(Draw.shape), list: (hub, range) => listAll<Draw>(hub, '/draws', { ...range }) },
  touchpoints: {
    columns: Object.keys(Touchpoint.shape),
    list: (hub, range) => listAll<Touchpoint>(hub, '/touchpoints', { ...range }),
  },
  tasks: { columns: Object.keys(Task.shape), list: openedIn },
  audit: {
    columns: Object.keys(NotedAction.shape),
    list: (hub, range) => listAll<NotedAction>(hub, '/audit', { ...range }),
  },
  compliance: {
    options: ['by', 'standard'],
    columns: Object.keys(ComplianceRow.shape),
    list: (hub, range, { options: { by = 'day', standard } }) =>
      listAll<ComplianceRow>(hub, '/compliance', { ...range, by, standard }),
  },
};
const kinds = Object.keys(exports);
const formats = ['csv', 'ndjson'];

async function* openedIn(hub: HubLink, { from, to }: Range): AsyncGenerator<Task> {
  for await (const task of listAll<Task>(hub, '/tasks')) {
    if ((from === undefined || task.openedAt >= from) && (to === undefined || task.openedAt < to)) yield task;
  }
}

const exportEvidence: Command = {
  words: 'export',
  usage: `${kinds.join('|')} [--from <day>] [--to <day>] [--format csv|ndjson] [--by day|space|floor|riser|standard]`,
  does: 'prints evidence; --from is inclusive, --to is not',
  options: ['from', 'to', 'format', 'by', 'standard'],
  async run(given): Promise<Result> {
    const [kind] = neededWords(given, 'kind');
    const wanted = Object.hasOwn(exports, kind) ? exports[kind] : undefined;
    if (wanted === undefined) throw mistakeAt('export', `one of ${kinds.join(', ')}`, kind);
    const format = given.options['format'] ?? 'csv';
    if (!formats.includes(format)) throw mistakeAt('--format', `one of ${formats.join(', ')}`, format);
    for (const option of ['by', 'standard']) {
      const isMeant = given.options[option] === undefined || wanted.options?.includes(option);
      if (!isMeant) throw mistakeAt(`--${option}`, 'nothing but for export compliance', given.options[option]);
    }
    const range = { from: instantOption(given, 'from'), to: instantOption(given, 'to') };
    if (range.from !== undefined && range.to !== undefined && range.from >= range.to) {
      throw mistakeAt('--to', 'an instant after --from', given.options['to']);
    }
    const hub = await given.hub();
    await noteExport(hub, kind, range, format);
    const items = wanted.list(hub, range, given);
    if (given.options['json'] !== undefined) {
      const gathered: object[] = [];
      for await (const item of items) gathered.push(item);
      return { json: { items: gathered }, text: '' };
    }
    return { lines: format === 'csv' ? asCsv(wanted.columns, items) : asNdjson(items) };
  },
};

/** Whoever took evidence out of the house is on record, before they have it. */
async function noteExport(hub: HubLink, kind: string, { from, to }: Range, format: string): Promise<void> {
  const data = { format, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  await hub.call('POST', '/audit', { action: 'evidence-exported', subject: kind, data });
}

/** The header waits for the first answer: of what the hub refuses, not a line is printed. */
async function* asCsv(columns: readonly string[], items: AsyncIterable<object>): AsyncGenerator<string> {
  const rows = items[Symbol.asyncIterator]();
  let row = await rows.next();
  yield csvHeader(columns);
  for (; !row.done; row = await rows.next()) yield csvRow(columns, { ...row.value });
}

async function* asNdjson(items: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const item of items) yield JSON.stringify(item);
}

export const exportCommands: readonly Command[] = [exportEvidence];
