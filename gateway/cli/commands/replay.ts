// What compliance would have been under another standard, beside what was recorded.
import { existsSync, readFileSync } from 'node:fs';
import type { Replay, ReplayFigures, ReplayRow } from '../../api/contract/replay.ts';
import type { Command } from '../command.ts';
import { Mistake } from '../mistake.ts';
import { instantOption, needed, neededWords } from '../options.ts';
import { textTable } from '../text-table.ts';

const replay: Command = {
  words: 'replay',
  usage: '--standard <preset or file> [--from <day>] [--to <day>]',
  does: 'judges stored draws or journeys under another standard (an id, or a JSON file with its terms); the record stays as it is',
  options: ['standard', 'from', 'to'],
  reads: true,
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
    if (typeof standard === 'object' && standard !== null && !Array.isArray(standard)) return standard;
  } catch (error) {
    throw new Mistake(`${idOrFile}: expected the terms of a standard as JSON: ${(error as Error).message}`);
  }
  throw new Mistake(
    `${idOrFile}: expected a JSON object such as {"target": 45, "limit": 8} or {"id": "tea-first", "withinSeconds": 60}`,
  );
}

function asText(replayed: Replay): string {
  const { from, to, before, after, byRiser, byFloor, byStandard, changes } = replayed;
  const title = `${whatOf(replayed)} from ${from} to ${to}: ${promiseOf(replayed)}`;
  const rows = [
    { key: 'all', before, after },
    ...named('riser', byRiser),
    ...named('floor', byFloor),
    ...named('under', byStandard),
  ];
  const header = ['', ...sides('recorded'), ...sides('replayed')];
  const table = textTable(
    header,
    rows.map((row) => [row.key, ...cells(replayed.of, row.before), ...cells(replayed.of, row.after)]),
  );
  const things = replayed.of === 'draws' ? 'draws' : 'promises';
  const lost =
    replayed.of === 'service' && replayed.beyondRecord > 0
      ? [`Of ${replayed.beyondRecord} of them the record no longer holds what they were judged by.`]
      : [];
  return [title, table, `${changes.length} ${things} have another outcome.`, ...lost].join('\n');
}

function whatOf(replayed: Replay): string {
  return replayed.of === 'draws' ? `${replayed.draws} draws` : `${replayed.cells} promises`;
}

function promiseOf({ of, standard }: Replay): string {
  if (of === 'service') return `${standard.id}, ${standard.promise}`;
  return `${standard.target} °C within ${standard.limit} s at the ${standard.point}`;
}

function named(by: string, rows: readonly ReplayRow[]): ReplayRow[] {
  return rows.map((row) => ({ ...row, key: `${by} ${row.key === '' ? '(none)' : row.key}` }));
}

const sides = (name: string) => [`${name}: met`, 'missed', 'unknown', 'compliance', '95 % interval'];

/** Unknown: a draw that is inconclusive or excluded; a promise without evidence. */
function cells(of: Replay['of'], figures: ReplayFigures): string[] {
  const { met, missed, inconclusive, excluded, noEvidence, rate, low, high } = figures;
  return [
    String(met),
    String(missed),
    String(of === 'draws' ? inconclusive + excluded : noEvidence),
    rate === null ? 'no evidence' : `${(rate * 100).toFixed(1)} %`,
    low === null || high === null ? '' : `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)} %`,
  ];
}

export const replayCommands: readonly Command[] = [replay];
