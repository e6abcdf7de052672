// The pages in dist/, built where they are missing or made from other sources than those at hand; `--force` builds anyway.
// `npm start` and `npm run demo` call it first, so that a fresh clone serves pages without a step of its own.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const stamp = `${root}dist/.sources`;

const sources = sourcesDigest();
if (process.argv.includes('--force') || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) {
  // Standard output belongs to the hub's line of readiness.
  process.stderr.write('Building the pages into dist/ …\n');
  const { build } = await import('vite');
  await build({ configFile: `${root}dashboards/vite.config.ts`, logLevel: 'error' });
  writeFileSync(stamp, sources);
}

/** By content, not by time: a checkout gives every file the time of the checkout. */
function sourcesDigest(): string {
  const digest = createHash('sha256');
  const files = globSync(['dashboards/**/*.*', 'gateway/api/contract/**/*.ts', 'package-lock.json'], { cwd: root });
  for (const file of files.sort())
    digest
      .update(`${file}\0`)
      .update(readFileSync(root + file))
      .update('\0');
  return digest.digest('hex');
}
