// What a process takes of the machine, as the kernel counts it: all of its threads. Linux alone tells it this way.
import { readFileSync } from 'node:fs';

export interface ProcessUse {
  /** Since it began, seconds of one core. */
  readonly cpuS: number;
  /** Resident now, MiB. */
  readonly rssMiB: number;
}

/** USER_HZ, which Linux has fixed for what it shows of processes. */
const ticksPerS = 100;

export function processUse(pid: number): ProcessUse {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuS = (Number(fields[11]) + Number(fields[12])) / ticksPerS;
  const [, rssKiB = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuS, rssMiB: Math.round(Number(rssKiB) / 1024) };
}

/** Cores that each process kept busy from here until the answer is called, and what it holds then, as a line to read. */
export function watchProcesses(pids: Readonly<Record<string, number>>): () => string {
  const from = performance.now();
  const before = Object.entries(pids).map(([name, pid]) => ({ name, pid, cpuS: processUse(pid).cpuS }));
  return () => {
    const seconds = (performance.now() - from) / 1000;
    const used = before.map(({ name, pid, cpuS }) => {
      const now = processUse(pid);
      return `${name} ${((now.cpuS - cpuS) / seconds).toFixed(2)} cores and ${now.rssMiB} MiB`;
    });
    return used.join(', ');
  };
}
