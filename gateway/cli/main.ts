// The hub command: `npm run hub -- <command>`.
import { text } from 'node:stream/consumers';
import { loadProcessConfig } from '../config.ts';
import { visibleLines } from '../domain/visible-text.ts';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  config: loadProcessConfig,
  readInput: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  // What goes into a file or a program is exact; what a terminal shows does nothing there.
  print: (line) => process.stdout.write(`${process.stdout.isTTY ? visibleLines(line) : line}\n`),
  complain: (line) => process.stderr.write(`${visibleLines(line)}\n`),
});
