import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forms } from './architecture/forms.ts';
import { readModule } from './architecture/module.ts';
import { folders, modulePaths, projectRoot, readModules } from './architecture/project-modules.ts';
import { importOffences, rules } from './architecture/rules.ts';

const modules = readModules();

describe('the architecture', () => {
  test.each(rules)('$name', (rule) => {
    expect(importOffences(modules, rule)).toEqual([]);
  });

  test.each(forms)('$name', (form) => {
    expect(form.offences(modules)).toEqual([]);
  });
});

describe('the rules have looked', () => {
  test('at every module on the disk, in every folder of the layout', () => {
    const paths = modules.map(({ path }) => path);
    expect(paths).toEqual(modulePaths());
    expect(folders.filter((folder) => !paths.some((path) => path.startsWith(`${folder}/`)))).toEqual([]);
    const outside = paths.filter(
      (path) => path.includes('/') && !folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(outside).toEqual([]);
  });

  test('into every module that has an import in its text', () => {
    const blind = modules
      .filter(
        ({ path, imports }) => imports.length === 0 && /^import\b/m.test(readFileSync(projectRoot + path, 'utf8')),
      )
      .map(({ path }) => path);
    expect(blind).toEqual([]);
  });

  test('at every library that package.json names for the running hub', () => {
    const { dependencies } = JSON.parse(readFileSync(`${projectRoot}package.json`, 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const used = new Set(modules.flatMap(({ imports }) => imports.map(({ target }) => target)));
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  test.each(rules)('with a row that is about something: $name', (rule) => {
    expect(modules.some(({ path, imports }) => rule.about(path) && imports.length > 0)).toBe(true);
  });
});

describe('each rule can fail', () => {
  const offenders: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['rule 1: devices/ is a language', 'devices/models/kettle.ts', "import { readFile } from 'node:fs';"],
    [
      'rule 1: devices/ is a language',
      'devices/models/kettle.ts',
      "import type { Task } from '../../gateway/domain/task.ts';",
    ],
    ['rule 1: devices/ is a language', 'devices/topics.ts', "import { rng } from './simulators/random.ts';"],
    ['rule 2: the domain is pure', 'gateway/domain/tea.ts', "import { createHash } from 'node:crypto';"],
    ['rule 2: the domain is pure', 'gateway/domain/tea.ts', "import type { Ledger } from '../ports.ts';"],
    ['rule 2: the domain is pure', 'gateway/domain/tea.ts', "export const later = () => import('kysely');"],
    [
      'rule 2: the domain is pure',
      'gateway/domain/tea.ts',
      "export type Point = import('../history/points.ts').Point;",
    ],
    ['rule 3: adapters stand side by side', 'gateway/api/tea.ts', "import { createStore } from '../store/store.ts';"],
    ['rule 3: adapters stand side by side', 'gateway/store/tea.ts', "export { loadConfig } from '../config.ts';"],
    [
      'rule 3: adapters stand side by side',
      'gateway/jobs/tea.ts',
      "import { createBroker } from '../../broker/broker.ts';",
    ],
    [
      'rule 3: the middle of the gateway knows no adapter',
      'gateway/ledger.ts',
      "import { createStore } from './store/store.ts';",
    ],
    [
      'rule 3: nothing reaches up to the composition root',
      'gateway/ledger.ts',
      "import { createHub } from './hub.ts';",
    ],
    [
      'rule 4: the broker knows nothing of hotels',
      'broker/broker.ts',
      "import type { Admit } from '../gateway/ports.ts';",
    ],
    ['rule 5: each library has one home', 'gateway/ledger.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['rule 5: each library has one home', 'gateway/history/tea.ts', "import type { Kysely } from 'kysely';"],
    ['rule 5: each library has one home', 'gateway/api/tea.ts', "import { connect } from 'mqtt';"],
    ['rule 5: each library has one home', 'gateway/api/tea.ts', "import leftPad from 'left-pad';"],
    [
      'rule 6: nothing needs the simulators or the tests',
      'gateway/hub.ts',
      "import { rng } from '../devices/simulators/random.ts';",
    ],
    [
      'rule 6: nothing needs the simulators or the tests',
      'gateway/hub.ts',
      "import { influxd } from '../test/support/influxd.ts';",
    ],
    [
      'the pages know only the contract',
      'dashboards/tea.tsx',
      "import { Task } from '../gateway/api/contract/task.ts';",
    ],
    [
      'the pages know only the contract',
      'dashboards/tea.tsx',
      "import type { Task } from '../gateway/domain/task.ts';",
    ],
  ];

  test.each(offenders)('%s: %s with %s', (name, path, text) => {
    const rule = rules.find((one) => one.name === name);
    expect(rule && importOffences([readModule(path, text)], rule)).toEqual([
      expect.stringContaining(`${path} imports`),
    ]);
  });

  const misshapen: readonly (readonly [form: string, files: Readonly<Record<string, string>>])[] = [
    [
      'rule 2: no clock, no chance, no waiting in the domain',
      { 'gateway/domain/tea.ts': 'export const at = Date.now();' },
    ],
    [
      'rule 2: no clock, no chance, no waiting in the domain',
      { 'gateway/domain/tea.ts': 'export const at = new Date();' },
    ],
    [
      'rule 2: no clock, no chance, no waiting in the domain',
      { 'gateway/domain/tea.ts': 'export const n = Math.random();' },
    ],
    ['rule 2: no clock, no chance, no waiting in the domain', { 'gateway/domain/tea.ts': 'setTimeout(() => 1, 10);' }],
    [
      'rule 2: no clock, no chance, no waiting in the domain',
      { 'gateway/domain/tea.ts': 'export const brew = async () => 1;' },
    ],
    ['the environment has one reader', { 'gateway/store/tea.ts': "export const dir = process.env['HUB_DATA_DIR'];" }],
    ['rule 6: no drawers', { 'gateway/api/utils.ts': 'export const a = 1;' }],
    ['rule 6: no drawers', { 'gateway/helpers/tea.ts': 'export const a = 1;' }],
    ['file names are kebab-case', { 'gateway/api/teaRoute.ts': 'export const a = 1;' }],
    ['rule 6: no barrels', { 'gateway/api/tea.ts': "export { a } from './a.ts';\nexport * from './b.ts';" }],
    ['rule 6: no barrels', { 'gateway/api/index.ts': 'export const a = 1;' }],
    ['rule 6: no cycles', { 'broker/a.ts': "import './b.ts';", 'broker/b.ts': "import type { A } from './a.ts';" }],
    ['imports are named where they are made', { 'gateway/api/tea.ts': 'export const load = (name) => import(name);' }],
    ['every import leads somewhere', { 'broker/a.ts': "import './gone.ts';" }],
  ];

  test.each(misshapen)('%s: %j', (name, files) => {
    const form = forms.find((one) => one.name === name);
    expect(form?.offences(Object.entries(files).map(([path, text]) => readModule(path, text)))).toHaveLength(1);
  });

  test('and none of them without an offender to show for it', () => {
    const shown = new Set([...offenders, ...misshapen].map(([name]) => name));
    expect([...rules, ...forms].map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  test('and a module that cannot be read is no pass', () => {
    expect(() => readModule('gateway/domain/tea.ts', 'import {')).toThrow('gateway/domain/tea.ts');
  });
});
