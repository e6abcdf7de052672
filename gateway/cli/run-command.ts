// One command from words to exit code. Results go to standard output, what is wrong goes to standard error in one line.
import { ConfigError } from '../config/config-error.ts';
import type { Config, ConfigFiles } from '../config.ts';
import type { Command, Given } from './command.ts';
import { accountCommands } from './commands/account.ts';
import { backupCommands } from './commands/backup.ts';
import { authorityCommands } from './commands/ca.ts';
import { configCommands } from './commands/check-config.ts';
import { deviceCommands } from './commands/device.ts';
import { importCommands } from './commands/device-import.ts';
import { exportCommands } from './commands/export.ts';
import { replayCommands } from './commands/replay.ts';
import { verifyCommands } from './commands/verify.ts';
import { Disproof } from './disproof.ts';
import { type HubLink, openHubLink } from './hub-link.ts';
import { Mistake } from './mistake.ts';
import { readWords } from './read-words.ts';
import type { Result } from './result.ts';
import { spelledFor } from './spelled-for.ts';

export interface Terminal {
  readonly config: (how?: Pick<ConfigFiles, 'makesCertificate'>) => Config;
  readonly readInput: () => Promise<string>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

const commands: readonly Command[] = [
  ...configCommands,
  ...deviceCommands,
  ...importCommands,
  ...accountCommands,
  ...exportCommands,
  ...replayCommands,
  ...verifyCommands,
  ...backupCommands,
  ...authorityCommands,
];

/** @returns the exit code: 0, 2 where the caller made a mistake, 1 where the hub failed or evidence is broken. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let hub: Promise<HubLink> | undefined;
  let command: Command | undefined;
  try {
    if (argv.length === 0 || argv[0] === 'help' || argv.includes('--help')) {
      terminal.print(help());
      return 0;
    }
    const { words, options, ...read } = readWords(argv, commands);
    const { reads, makesCertificate } = read.command;
    command = read.command;
    const config = terminal.config(makesCertificate && { makesCertificate });
    const given: Given = {
      command: command.words,
      words,
      options,
      config,
      readInput: terminal.readInput,
      hub() {
        hub ??= openHubLink({ config, mayMake: !reads });
        return hub;
      },
    };
    await print(await command.run(given), options['json'] !== undefined, terminal);
    return 0;
  } catch (error) {
    if ((error instanceof Mistake || error instanceof Disproof) && error.done)
      await print(error.done, argv.includes('--json'), terminal);
    return complain(error instanceof Mistake ? spelledFor(error, command) : error, argv, terminal);
  } finally {
    await (await hub?.catch(() => undefined))?.close();
  }
}

async function print(result: Result, asJson: boolean, terminal: Terminal): Promise<void> {
  if (result.lines !== undefined) for await (const line of result.lines) terminal.print(line);
  else terminal.print(asJson ? JSON.stringify(result.json) : result.text);
}

function complain(error: unknown, argv: readonly string[], terminal: Terminal): 1 | 2 {
  if (error instanceof ConfigError) {
    if (argv[0] === 'check-config') for (const problem of error.problems) terminal.complain(oneLine(problem));
    else terminal.complain(oneLine(error.message));
    return 2;
  }
  terminal.complain(oneLine(error instanceof Error ? error.message : String(error)));
  if (!(error instanceof Mistake)) return 1;
  for (const line of error.further) terminal.complain(oneLine(line));
  return 2;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

function help(): string {
  const rows = commands.map(({ words, usage, does }) => [`${words} ${usage}`.trimEnd(), does]);
  return `npm run hub -- <command> [--json]\n\n${rows.map(([command, does]) => `  ${command}\n      ${does}`).join('\n')}`;
}
