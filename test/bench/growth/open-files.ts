// How many sockets a process of this machine may hold, so that a table says what it could not measure.
import { execFileSync } from 'node:child_process';

/** Files that a process has open beside its connections. */
const others = 500;

/** Node raises the soft limit to the hard one by itself. */
export function mostConnections(): number {
  const said = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  return said === 'unlimited' ? Number.POSITIVE_INFINITY : Number(said) - others;
}
