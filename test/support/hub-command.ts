// The hub command in this process, as a person types it: words in, exit code and what was printed out.
import { runCommand } from '../../gateway/cli/run-command.ts';
import { loadConfig } from '../../gateway/config.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function hubCommand(
  dataDir: string,
  words: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const env = { HUB_DATA_DIR: dataDir, HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0', ...settings };
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(words.split(' '), {
    config: () => loadConfig(env, { read: () => undefined, workingDir: dataDir }),
    readInput: async () => '',
    print: (line) => out.push(`${line}\n`),
    complain: (line) => err.push(`${line}\n`),
  });
  return { code, out: out.join(''), err: err.join('') };
}
