// Every module of the repository, found on the disk and not by following imports: a module that nothing imports counts too.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Module, readModule } from './module.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The top level is fixed; configuration of tools stands beside it. */
export const folders = ['broker', 'devices', 'gateway', 'dashboards', 'test', 'scripts'] as const;

const elsewhere = new Set(['node_modules', 'dist', 'data']);

/** Paths from the root of the repository, sorted. */
export function modulePaths(): string[] {
  return globSync('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
    cwd: projectRoot,
    exclude: (name) => elsewhere.has(name) || name.startsWith('.'),
  }).sort();
}

export function readModules(): Module[] {
  return modulePaths().map((path) => readModule(path, readFileSync(projectRoot + path, 'utf8')));
}
