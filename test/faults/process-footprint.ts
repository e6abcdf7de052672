// What a process holds, as Linux counts it.
import { readdir, readFile } from 'node:fs/promises';

export interface Footprint {
  readonly residentMb: number;
  readonly openFiles: number;
}

export async function footprint(pid: number): Promise<Footprint> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const residentKb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  return { residentMb: Math.round(residentKb / 1024), openFiles: (await readdir(`/proc/${pid}/fd`)).length };
}
