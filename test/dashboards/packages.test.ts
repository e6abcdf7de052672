// How many packages stand behind the pages: those that their sources and their build import, and all that these need in turn, as the
// lock file has them for this machine.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectRoot, readModules } from '../architecture/project-modules.ts';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** PAGES 4.22. */
const mostPackages = 60;
const locked = (
  JSON.parse(readFileSync(`${projectRoot}package-lock.json`, 'utf8')) as { packages: Readonly<Record<string, Locked>> }
).packages;
const { glibcVersionRuntime } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
const libcHere = glibcVersionRuntime === undefined ? 'musl' : 'glibc';

test('the pages and their build need no more than sixty packages', () => {
  const asked = packagesAsked();
  const needed = packagesBehind(asked);
  console.info(`${needed.size} packages behind ${[...asked].sort().join(', ')}`);
  expect(asked).toEqual(new Set(['preact', '@preact/signals', 'uplot', 'vite']));
  expect(needed.size).toBeGreaterThan(asked.size);
  expect(needed.size).toBeLessThanOrEqual(mostPackages);
});

function packagesAsked(): ReadonlySet<string> {
  const ofPages = readModules().filter(
    ({ path }) => path.startsWith('dashboards/') || path === 'scripts/build-pages.ts',
  );
  const targets = ofPages.flatMap(({ imports }) =>
    imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target),
  );
  return new Set(targets.filter((target) => `node_modules/${target}` in locked));
}

/** Paths in the lock file. */
function packagesBehind(names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...names].map((name) => lockedPath(name, '')!);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entry = locked[path]!;
    if (found.has(path) || !isForThisMachine(entry)) continue;
    found.add(path);
    for (const name of namesNeeded(entry)) {
      const next = lockedPath(name, path);
      if (next !== undefined) waiting.push(next);
    }
  }
  return found;
}

function namesNeeded({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Locked): string[] {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** The nearest folder that has it, as Node looks for it. */
function lockedPath(name: string, from: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (path in locked) return path;
  return from === '' ? undefined : lockedPath(name, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)));
}

function isForThisMachine({ os, cpu, libc }: Locked): boolean {
  const allows = (those: readonly string[] | undefined, here: string) => those === undefined || those.includes(here);
  return allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, libcHere);
}
