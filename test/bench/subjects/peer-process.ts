// A peer as a process of its own: it is ready with the first line that it says which is asked for.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface PeerProcess {
  readonly pid: number;
  /** The line that said that it is ready. */
  readonly said: string;
  stop(): Promise<void>;
}

const readyWithinMs = 180_000;

/** @throws with the last lines that it said where it ends, or is not ready in time. */
export async function startPeer(
  script: string,
  arguments_: readonly string[],
  isReady: (line: string) => boolean,
): Promise<PeerProcess> {
  const child = spawn(process.execPath, [script, ...arguments_], { stdio: ['ignore', 'pipe', 'inherit'] });
  const tooLate = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
  const heard: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      heard.push(line);
      if (!isReady(line)) continue;
      child.stdout.resume();
      return { pid: child.pid as number, said: line, stop: () => ended(child) };
    }
  } finally {
    clearTimeout(tooLate);
  }
  throw new Error(`${script} was not ready within ${readyWithinMs} ms: ${heard.slice(-20).join('\n')}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
