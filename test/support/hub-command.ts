// The hub command in this process, as a person types it: words in, exit code and what was printed out. Starting a process for each
// would take most of the time.
import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from '../../gateway/cli/run-command.ts';
import { loadConfig } from '../../gateway/config.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function hubCommand(
  dataDir: string,
  words: string | readonly string[],
  settings: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Outcome> {
  const env = { HUB_DATA_DIR: dataDir, HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0', ...settings };
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(typeof words === 'string' ? words.split(' ') : words, {
    config: (how) => loadConfig(env, { read: readIfThere, workingDir: dataDir, ...how }),
    readInput: async () => input.trimEnd(),
    print: (line) => out.push(`${line}\n`),
    complain: (line) => err.push(`${line}\n`),
  });
  return { code, out: out.join(''), err: err.join('') };
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
