// A script in a process of its own, so that it takes no time from those who measure. It is told and answers one line of JSON each.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ToldProcess {
  readonly pid: number;
  tell(what: unknown): void;
  /** What it says next, which is the caller's to know. @throws where it has ended. */
  answer<Said>(): Promise<Said>;
  /** Closes its standard input, and waits until it has ended by itself. */
  end(): Promise<void>;
  kill(): void;
}

export function startTold(script: string, words: readonly string[] = []): ToldProcess {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid as number,
    tell: (what) => void child.stdin.write(`${JSON.stringify(what)}\n`),
    async answer<Said>() {
      const { value, done } = await answers.next();
      if (done) throw new Error(`${script} ended before it answered`);
      return JSON.parse(value) as Said;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
    kill: () => void child.kill(),
  };
}
