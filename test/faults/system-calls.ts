// What a process asks of Linux, in the order in which it asks, as strace tells it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

export type SystemCall =
  /** `at` is the line in the trace: its order. */
  | { readonly type: 'write'; readonly at: number; readonly to: string; readonly bytes: Buffer }
  /** The disk has confirmed; `from` is the line in which it was asked to. */
  | { readonly type: 'synced'; readonly at: number; readonly from: number; readonly file: string };

/** A container may have strace and still be forbidden to look into another process. */
export function mayTrace(pid: number): boolean {
  const looked = spawnSync('timeout', ['--signal=INT', '1', 'strace', '-qq', '-e', 'trace=none', '-p', String(pid)]);
  return !/not permitted/.test(String(looked.stderr));
}

/** Traces a running process with all its threads. Resolves when it is traced, with the way to end that and read what was seen. */
export async function traceWrites(pid: number, outputFile: string): Promise<() => Promise<SystemCall[]>> {
  const calls = 'trace=write,writev,pwrite64,sendto,fdatasync,fsync';
  const strace = spawn('strace', ['-f', '-y', '-xx', '-s', '4200', '-e', calls, '-o', outputFile, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  strace.stderr.on('data', (chunk) => {
    said += chunk;
  });
  while (!said.includes('attached')) {
    if (strace.exitCode !== null) throw new Error(`strace: ${said}`);
    await pause(10);
  }
  return async () => {
    const ended = once(strace, 'exit');
    strace.kill('SIGINT');
    await ended;
    return parseTrace(await readFile(outputFile, 'latin1'));
  };
}

function parseTrace(text: string): SystemCall[] {
  const calls: SystemCall[] = [];
  /** By thread, the sync that it waits for. */
  const waiting = new Map<string, { readonly from: number; readonly file: string }>();
  for (const [at, line] of text.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const asked = /^(\w+)\(\d+<([^>]*)>/.exec(rest);
    if (asked?.[1] === 'fdatasync' || asked?.[1] === 'fsync') {
      const file = unescaped(asked[2]).toString();
      if (rest.includes('<unfinished')) waiting.set(thread, { from: at, file });
      else if (rest.endsWith('= 0')) calls.push({ type: 'synced', at, from: at, file });
    } else if (/^<\.\.\. f(data)?sync resumed>.*= 0$/.test(rest)) {
      const sync = waiting.get(thread);
      if (sync !== undefined) calls.push({ type: 'synced', at, ...sync });
    } else if (asked !== null) {
      const texts = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => hex);
      calls.push({ type: 'write', at, to: unescaped(asked[2]).toString(), bytes: unescaped(texts.join('')) });
    }
  }
  return calls;
}

/** Every byte as `\x68`, in names of files as well. */
const unescaped = (hex = '') => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
