// kill -9 of a broker with its state in hub.db: what `publish` promised is there after the start, in order, each once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cameBack, connected, inbox } from './start-broker.ts';

const command = 'hub/demo/shower-0305/command';
const config = 'hub/demo/shower-0305/config';

interface BrokerProcess {
  readonly port: number;
  /** Payloads whose publishing has resolved. */
  readonly promised: string[];
  publish(topic: string, payload: string, retain: boolean): void;
  kill(): Promise<void>;
}

async function startProcess(dataDir: string): Promise<BrokerProcess> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'broker-process.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const promised: string[] = [];
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const said = JSON.parse(line) as { port: number } | { payload: string };
      if ('port' in said) resolve(said.port);
      else promised.push(said.payload);
    });
  });
  return {
    port,
    promised,
    kill,
    publish: (topic, payload, retain) => child.stdin!.write(`${JSON.stringify({ topic, payload, retain })}\n`),
  };
}

it('loses no promised command and no retained setting in 6 kills', { timeout: 60_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-kill-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const promised: string[] = [];
  let setting = 0;
  let number = 0;

  const first = await startProcess(dataDir);
  const device = await connected(first.port, 'shower-0305', { clean: false });
  await device.subscribeAsync(command, { qos: 1 });
  await device.endAsync();
  await first.kill();

  for (let round = 0; round < 6; round += 1) {
    const broker = await startProcess(dataDir);
    setting = ++number;
    broker.publish(config, String(setting), true);
    for (let n = 0; n < 20 + round * 7; n += 1) broker.publish(command, String(++number), false);
    // Somewhere in the middle of the burst, at another place in each round.
    await vi.waitFor(() => expect(broker.promised.length).toBeGreaterThan(round * 5), { interval: 1 });
    await broker.kill();
    promised.push(...broker.promised.filter((payload) => payload !== String(setting)));
  }

  const last = await startProcess(dataDir);
  const { received } = await cameBack(last.port, 'shower-0305');
  const wanted = promised.map((payload) => `${command} ${payload}`);
  await vi.waitFor(() => expect(received).toEqual(expect.arrayContaining(wanted)), { timeout: 10_000 });
  const numbers = received.map((message) => Number(message.split(' ')[1]));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));

  const reader = await connected(last.port, 'shower-0305', { clientId: 'reader' });
  const settings = inbox(reader);
  await reader.subscribeAsync(config, { qos: 1 });
  await vi.waitFor(() => expect(settings).toEqual([`${config} ${setting}`]));
});
