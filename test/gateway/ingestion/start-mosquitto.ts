// A real mosquitto on a port of its own, and its command line clients. Started, killed and started again at will.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { freePort } from '../../support/free-port.ts';

const run = promisify(execFile);

export interface Mosquitto {
  readonly port: number;
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL; what the broker had not saved is gone. */
  kill(): Promise<void>;
  /** SIGTERM: sessions and queues are saved. */
  stop(): Promise<void>;
  publish(topic: string, payload: string, ...options: string[]): Promise<void>;
}

export async function startMosquitto(): Promise<Mosquitto> {
  const directory = await mkdtemp(join(tmpdir(), 'hub-mosquitto-'));
  const port = await freePort();
  const config = join(directory, 'mosquitto.conf');
  await writeFile(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${directory}/`,
      'max_queued_messages 100000',
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ].join('\n'),
  );
  let process_: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = process_;
    process_ = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const exited = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    ending.kill(signal);
    await exited;
  }

  const mosquitto: Mosquitto = {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    async start() {
      process_ = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: 'ignore' });
      await vi.waitFor(() => reach(port), { timeout: 10_000, interval: 10 });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async publish(topic, payload, ...options) {
      await run('mosquitto_pub', ['-p', String(port), '-q', '1', '-t', topic, '-m', payload, ...options]);
    },
  };
  onTestFinished(async () => {
    await mosquitto.kill();
    await rm(directory, { recursive: true, force: true });
  });
  await mosquitto.start();
  return mosquitto;
}

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
