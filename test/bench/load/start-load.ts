// The generator as a benchmark speaks to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Fleet, LoadAnswer, LoadResult, Run } from './order.ts';

export interface Load {
  readonly pid: number;
  /** Of a message on the wire, and of its payload. */
  readonly messageBytes: number;
  readonly payloadBytes: number;
  /** `measuring` and `measured` are called as the measured time begins and ends. @throws where the run failed. */
  run(run: Run, phases?: { measuring?(): void; measured?(): void }): Promise<LoadResult>;
  end(): Promise<void>;
}

/** Resolves when all devices are connected. @throws where they cannot be; the reason is on standard error. */
export async function startLoad(fleet: Fleet): Promise<Load> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'generator-process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const order = (what: Fleet | Run) => child.stdin.write(`${JSON.stringify(what)}\n`);

  async function answer(): Promise<LoadAnswer> {
    const { value, done } = await answers.next();
    if (done) throw new Error('the load generator ended before it answered');
    return JSON.parse(value) as LoadAnswer;
  }

  order(fleet);
  const connected = await answer();
  if (connected.said !== 'connected') throw new Error(`the load generator said ${connected.said}, not connected`);
  return {
    pid: child.pid as number,
    messageBytes: connected.messageBytes,
    payloadBytes: connected.payloadBytes,
    async run(run, { measuring, measured } = {}) {
      order(run);
      for (;;) {
        const said = await answer();
        if (said.said === 'measuring') measuring?.();
        else if (said.said === 'measured') measured?.();
        else if (said.said === 'result') return said;
      }
    },
    end: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
}
