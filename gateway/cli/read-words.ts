// What was typed, as a command with its words and options; what is not understood is said in one line of ours.
import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { Mistake, mistakeAt } from './mistake.ts';

export interface ReadWords {
  readonly command: Command;
  readonly words: readonly string[];
  readonly options: Given['options'];
}

/** @throws Mistake */
export function readWords(argv: readonly string[], commands: readonly Command[]): ReadWords {
  const command = commands.find(({ words }) => words.split(' ').every((word, index) => argv[index] === word));
  if (command === undefined) throw unknownCommand(argv, commands);
  const known = command.options ?? [];
  const { tokens } = parseArgs({
    args: argv.slice(command.words.split(' ').length),
    options: Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (name === 'json' && value === undefined) options[name] = 'true';
    else if (!known.includes(name)) throw unknownOption(rawName, command);
    else if (value === undefined) throw mistakeAt(rawName, 'a value', undefined);
    else if (!inlineValue && /^-./.test(value)) throw mistakeAt(rawName, `a value (${rawName}=… with a dash)`, value);
    else options[name] = value;
  }
  return { command, words, options };
}

function unknownCommand(argv: readonly string[], commands: readonly Command[]): Mistake {
  const [first = '', second] = argv;
  const following = commands.flatMap(({ words }) => (words.startsWith(`${first} `) ? [words.split(' ')[1]] : []));
  if (following.length > 0) return mistakeAt(first, `one of ${following.join(', ')}`, second);
  return new Mistake(`expected a command (npm run hub -- help lists them), found ${JSON.stringify(first)}`);
}

function unknownOption(found: string, { words, options = [] }: Command): Mistake {
  const known = [...options, 'json'].map((name) => `--${name}`).join(', ');
  return new Mistake(`${words}: expected one of ${known}, found ${JSON.stringify(found)}`);
}
