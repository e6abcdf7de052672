// The hub command: `npm run hub -- <command>`.
import { text } from 'node:stream/consumers';
import { loadProcessConfig } from '../config.ts';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  config: loadProcessConfig,
  readInput: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
