// What compliance would have been under another standard, beside what was recorded.
import { existsSync, readFileSync } from 'node:fs';
import type { Replay } from '../../api/contract/compliance.ts';
import type { Command } from '../command.ts';
import { Mistake } from '../mistake.ts';
import { instantOption, needed, neededWords } from '../options.ts';
import { textTable } from '../text-table.ts';

const replay: Command = {
  words: 'replay',
  usage: '--standard <preset or file> [--from <day>] [--to <day>]',
  does: 'judges stored draws under another standard (an id, or a JSON file with its numbers); the record stays as it is',
  options: ['standard', 'from', 'to'],
  async run(given) {
    neededWords(given);
    const standard = readStandard(needed(given, 'standard', 'the id of a standard or a JSON file'));
    const from = instantOption(given, 'from');
    const to = instantOption(given, 'to');
    const call = { standard, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const found = await (await given.hub()).call<Replay>('POST', '/compliance/replay', call);
    return { json: found, text: asText(found) };
  },
};

function readStandard(idOrFile: string): string | object {
  if (!existsSync(idOrFile)) return idOrFile;
  try {
    const standard: unknown = JSON.parse(readFileSync(idOrFile, 'utf8'));
    if (typeof standard === 'object' && standard !== null) return standard;
  } catch (error) {
    throw new Mistake(`${idOrFile}: expected the numbers of a standard as JSON: ${(error as Error).message}`);
  }
  throw new Mistake(`${idOrFile}: expected a JSON object such as {"target": 45, "limit": 8}`);
}

function asText({ standard, from, to, draws, before, after, changes }: Replay): string {
  const row = (name: string, figures: Replay['before']) => [
    name,
    String(figures.met),
    String(figures.missed),
    String(figures.inconclusive),
    String(figures.excluded),
    figures.rate === null ? 'no evidence' : `${(figures.rate * 100).toFixed(1)} %`,
    figures.low === null || figures.high === null
      ? ''
      : `${(figures.low * 100).toFixed(0)}–${(figures.high * 100).toFixed(0)} %`,
  ];
  const header = ['', 'met', 'missed', 'inconclusive', 'excluded', 'compliance', '95 % interval'];
  const title = `${draws} draws from ${from} to ${to}: ${standard.target} °C within ${standard.limit} s at the ${standard.point}`;
  const table = textTable(header, [row('as recorded', before), row(standard.id, after)]);
  return `${title}\n${table}\n${changes.length} draws have another outcome.`;
}

export const replayCommands: readonly Command[] = [replay];
