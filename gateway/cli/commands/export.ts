// Evidence for other people's tools: CSV for spreadsheets, one JSON object a line for programs. Printed as it comes, so that
// five years fit in no more memory than a page.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type LineFormat, lineFormats } from '../../domain/export/export-lines.ts';
import type { Command, Given } from '../command.ts';
import { linesOf } from '../evidence-lines.ts';
import { type ExportKind, exportKinds, type Range } from '../export-kinds.ts';
import type { HubLink } from '../hub-link.ts';
import { mistakeAt } from '../mistake.ts';
import { instantOption, neededWords } from '../options.ts';
import { withProof } from '../proof/write-proof.ts';
import type { Result } from '../result.ts';

const kinds = Object.keys(exportKinds);

const exportEvidence: Command = {
  words: 'export',
  usage: `${kinds.join('|')} [--from <day>] [--to <day>] [--format csv|ndjson] [--by day|space|floor|riser|standard] [--proof <file>]`,
  does: 'prints evidence; --from is inclusive, --to is not; --proof writes what proves it to a file',
  options: ['from', 'to', 'format', 'by', 'standard', 'proof'],
  reads: true,
  async run(given): Promise<Result> {
    if (given.words[0] === undefined) throw mistakeAt('export', `one of ${kinds.join(', ')}`, undefined);
    const [kind] = neededWords(given, 'kind');
    const wanted = Object.hasOwn(exportKinds, kind) ? exportKinds[kind] : undefined;
    if (wanted === undefined) throw mistakeAt('export', `one of ${kinds.join(', ')}`, kind);
    const format = given.options['format'] ?? 'csv';
    if (!isFormat(format)) throw mistakeAt('--format', `one of ${lineFormats.join(', ')}`, format);
    for (const option of ['by', 'standard']) {
      const isMeant = given.options[option] === undefined || wanted.options?.includes(option);
      if (!isMeant) throw mistakeAt(`--${option}`, 'nothing but for export compliance', given.options[option]);
    }
    refuseProof(given, wanted);
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
    const proof = given.options['proof'];
    if (proof === undefined) return { lines: linesOf(format, wanted.columns, items) };
    return { lines: withProof({ given, file: resolve(proof), kind, wanted, format, range, items }) };
  },
};

/** Whoever took evidence out of the house is on record, before they have it. */
async function noteExport(hub: HubLink, kind: string, { from, to }: Range, format: string): Promise<void> {
  const data = { format, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  await hub.call('POST', '/audit', { action: 'evidence-exported', subject: kind, data });
}

function isFormat(word: string): word is LineFormat {
  return (lineFormats as readonly string[]).includes(word);
}

function refuseProof({ options: { proof, json } }: Given, { proof: provable }: ExportKind): void {
  if (proof === undefined) return;
  if (provable === undefined) {
    throw mistakeAt('--proof', 'nothing for counts: export the draws or touchpoints behind them, with a proof', proof);
  }
  if (json !== undefined)
    throw mistakeAt('--proof', 'nothing beside --json: --format ndjson has lines to prove', proof);
  if (!existsSync(dirname(resolve(proof)))) throw mistakeAt('--proof', 'a file in a folder that is there', proof);
}

export const exportCommands: readonly Command[] = [exportEvidence];
