// The pages as they would be served, built from the sources at hand into a folder of their own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface BuiltPages {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildPages(): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  const configFile = fileURLToPath(new URL('../../dashboards/vite.config.ts', import.meta.url));
  await asServed(() => build({ configFile, logLevel: 'error', build: { outDir: folder } }));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A test runner calls itself `test`, and pages built under that name carry where in the sources each of their elements stands. */
async function asServed(build: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build();
  } finally {
    process.env['NODE_ENV'] = NODE_ENV;
  }
}
