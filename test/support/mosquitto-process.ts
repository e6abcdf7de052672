// A real mosquitto on a port of its own. Started, killed and started again at will.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { pathOf } from './services.ts';

export interface MosquittoProcess {
  readonly port: number;
  readonly url: string;
  /** Of the process that runs now. */
  pid(): number;
  start(): Promise<void>;
  /** SIGKILL; what the broker had not saved is gone. */
  kill(): Promise<void>;
  /** SIGTERM: sessions and queues are saved. */
  stop(): Promise<void>;
  /** Kills it where it runs, and removes its data. */
  remove(): Promise<void>;
}

/** @param settings lines of mosquitto.conf beside the listener; `%d` is its directory, with a slash behind. */
export async function startMosquittoProcess(settings: readonly string[]): Promise<MosquittoProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'hub-mosquitto-'));
  const port = await freePort();
  const config = join(directory, 'mosquitto.conf');
  const asRoot = process.getuid?.() === 0 ? ['user root'] : [];
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', ...settings, ...asRoot];
  await writeFile(config, lines.join('\n').replaceAll('%d', `${directory}/`));
  let running: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = running;
    running = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  }

  const mosquitto: MosquittoProcess = {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    pid: () => running?.pid as number,
    async start() {
      running = spawn(pathOf('mosquitto') ?? 'mosquitto', ['-c', config], { stdio: 'ignore' });
      await eventually(() => takesConnections(port), Boolean, 10_000);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async remove() {
      await end('SIGKILL');
      await rm(directory, { recursive: true, force: true });
    },
  };
  await mosquitto.start();
  return mosquitto;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
