// Commands as a document prints them: its own lines, run by a shell, with the foreign client that they name.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** The shell blocks of a document, `file` relative to the repository. */
export function shellBlocksOf(file: string): readonly string[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines ?? '');
}

export interface PrintedFor {
  /** Documents speak to the port that a hub has by default; this one took a free one. */
  readonly mqtt: string;
  readonly password: string;
}

/** Resolves with what they print. @throws where one of them fails. */
export async function runPrinted(lines: string, { mqtt, password }: PrintedFor): Promise<string> {
  const { port } = new URL(mqtt);
  const clients = ['mosquitto_pub', 'mosquitto_sub'] as const;
  const onThatPort = clients.map((client) => `${client}() { command ${client} -p ${port} "$@"; }\n`).join('');
  const shell = spawn('sh', ['-e', '-c', onThatPort + lines], {
    env: { ...process.env, PASSWORD: password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: Buffer[] = [];
  shell.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code] = await once(shell, 'close');
  if (code !== 0) throw new Error(`a shell ended with ${code}: ${lines}`);
  return Buffer.concat(printed).toString();
}
