// The pages from a clean clone: nothing built before, no cache, the packages as they are installed here.
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchmarkResult } from '../benchmark.ts';
import { median } from '../repeated.ts';

export const title = 'npm run build in a clean clone';

const clones = 3;
/** PAGES 4.22, on two cores. */
const promisedS = 20;
const root = fileURLToPath(new URL('../../../', import.meta.url));

export async function run(): Promise<BenchmarkResult> {
  const times: number[] = [];
  let files = 0;
  for (let n = 0; n < clones; n += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'clean-clone-'));
    try {
      execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, folder]);
      await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
      const beganAt = performance.now();
      execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: 'pipe' });
      times.push((performance.now() - beganAt) / 1000);
      files = globSync('dist/**/*.*', { cwd: folder }).length;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const builtS = median(times);
  return {
    rows: {
      'npm run build, s': { median: builtS.toFixed(1), longest: Math.max(...times).toFixed(1), promised: promisedS },
    },
    remarks: [`the last commit, cloned ${clones} times; ${files} files built, packed copies among them`],
    met: files > 0 && builtS <= promisedS,
  };
}
