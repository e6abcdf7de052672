// What the architecture asks of a module beside its imports: its name, its purity, and no circles.
import { posix } from 'node:path';
import type { Module } from './module.ts';

export interface Form {
  readonly name: string;
  offences(modules: readonly Module[]): string[];
}

const drawers = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'constants', 'manager', 'base'];

export const forms: readonly Form[] = [
  {
    name: 'rule 2: no clock, no chance, no waiting in the domain',
    offences: (modules) =>
      modules
        .filter(({ path }) => path.startsWith('gateway/domain/'))
        .flatMap(({ path, ambient, isAsync }) => [
          ...ambient.map((use) => `${path} uses ${use}: the domain is handed the instant and the chance as values`),
          ...(isAsync
            ? [`${path} has an async function: waiting belongs in an adapter, the domain decides at once`]
            : []),
        ]),
  },
  {
    name: 'the environment has one reader',
    offences: (modules) =>
      modules
        .filter(({ path }) => /^(broker|devices|gateway)\//.test(path) && path !== 'gateway/config.ts')
        .filter(({ ambient }) => ambient.includes('process.env'))
        .map(({ path }) => `${path} reads process.env: only gateway/config.ts does; take the Config or a part of it`),
  },
  {
    name: 'rule 6: no drawers',
    offences: (modules) =>
      modules
        .map(({ path }) => path)
        .filter((path) => path.split('/').some((part) => drawers.includes(part.split('.')[0] ?? part)))
        .map((path) => `${path} is named after nothing it does: name it after its main export`),
  },
  {
    name: 'file names are kebab-case',
    offences: (modules) =>
      modules
        .map(({ path }) => path)
        .filter((path) => path.split('/').some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part)))
        .map((path) => `${path}: files and folders are named in kebab-case after their main export`),
  },
  {
    name: 'rule 6: no barrels',
    offences: (modules) =>
      modules
        .filter(({ isBarrel, path }) => isBarrel || posix.basename(path).startsWith('index.'))
        .map(({ path }) => `${path} only hands on what others have: import it where it is`),
  },
  { name: 'rule 6: no cycles', offences: cycles },
  {
    name: 'imports are named where they are made',
    offences: (modules) =>
      modules
        // A worker cannot be handed functions, so the composition root names the module of the SQL functions.
        .filter(({ importsUnnamed, path }) => importsUnnamed && path !== 'gateway/store/sqlite-connection.ts')
        .map(
          ({ path }) => `${path} imports a module whose name is made at run time: no rule can follow it; write it down`,
        ),
  },
  {
    name: 'every import leads somewhere',
    offences: (modules) => {
      const known = new Set(modules.map(({ path }) => path));
      return modules.flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier, target }) => specifier.startsWith('.') && /\.[cm]?[jt]sx?$/.test(target))
          .filter(({ target }) => !known.has(target))
          .map(({ specifier }) => `${path} imports ${specifier}, which is no module that the rules have looked at`),
      );
    },
  },
];

/** One line for each circle of imports; those of types count too, for a reader goes round them as well. */
function cycles(modules: readonly Module[]): string[] {
  const importsOf = new Map(modules.map(({ path, imports }) => [path, imports.map(({ target }) => target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push(`${[...trail.slice(start), path].join(' → ')}: move what both need into a module below them`);
    } else if (!done.has(path)) {
      for (const target of importsOf.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    }
  };
  for (const path of importsOf.keys()) walk(path, []);
  return found;
}
