// The dependency rules of the architecture as rows: which modules a row is about, what they may import, and where the code
// belongs that may not. Everything that a row does not allow is an offence.
import type { Import, Module } from './module.ts';

export interface Rule {
  readonly name: string;
  about(path: string): boolean;
  allows(used: Import, from: string): boolean;
  /** Said to the offender. */
  readonly belongs: string;
}

const within =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder));
const simulators = within('devices/simulators/');
const tests = within('test/');
const deviceLanguage = (path: string) => path.startsWith('devices/') && !simulators(path);

/** Where each library is at home. A package that is in no row has no home, and nobody may import it. */
const homes: Readonly<Record<string, readonly string[]>> = {
  zod: ['devices/', 'gateway/', 'scripts/hub-schema.ts'],
  aedes: ['broker/'],
  fastify: ['gateway/api/'],
  '@fastify/cookie': ['gateway/api/'],
  '@fastify/helmet': ['gateway/api/'],
  '@fastify/rate-limit': ['gateway/api/'],
  '@fastify/static': ['gateway/api/'],
  '@fastify/swagger': ['gateway/api/'],
  'fastify-type-provider-zod': ['gateway/api/'],
  influx: ['gateway/history/'],
  kysely: ['gateway/store/'],
  'node:sqlite': ['gateway/store/'],
  mqtt: ['gateway/ingestion/external-broker', 'devices/simulators/'],
  'node-cron': ['gateway/jobs/'],
  '@block65/webcrypto-web-push': ['gateway/notifications/'],
  pino: ['gateway/log.ts'],
  '@peculiar/asn1-schema': ['gateway/authority/'],
  '@peculiar/asn1-x509': ['gateway/authority/'],
  qr: ['gateway/api/', 'gateway/cli/'],
  yaml: ['gateway/config/'],
  'csv-parse': ['gateway/config/'],
  preact: ['dashboards/'],
  uplot: ['dashboards/engineering/'],
  '@preact/signals': ['dashboards/'],
  vite: ['dashboards/vite.config.ts', 'dashboards/build/', 'scripts/'],
  vitest: ['vitest.config.ts'],
};

/** The processes: they and the composition root bring the parts together. */
const isCompositionRoot = (path: string) =>
  ['gateway/main.ts', 'gateway/hub.ts', 'gateway/demo.ts'].includes(path) || path.startsWith('gateway/hub/');

export const rules: readonly Rule[] = [
  {
    name: 'rule 1: devices/ is a language',
    about: (path) => deviceLanguage(path) && !path.startsWith('devices/codecs/'),
    allows: ({ target }) => deviceLanguage(target) || target === 'zod',
    belongs: 'devices/ describes devices with zod alone; what acts on them belongs in gateway/ or devices/simulators/',
  },
  {
    name: 'rule 2: the domain is pure',
    about: within('gateway/domain/'),
    allows: ({ target }) => target.startsWith('gateway/domain/') || deviceLanguage(target) || target === 'zod',
    belongs:
      'what needs a library, the disk or the network belongs in an adapter beside gateway/domain/, behind a port',
  },
  {
    name: 'rule 3: adapters stand side by side',
    about: (path) => /^gateway\/[^/]+\//.test(path) && !within('gateway/domain/', 'gateway/cli/', 'gateway/hub/')(path),
    allows: ({ target, typeOnly }, from) =>
      !isProject(target) ||
      deviceLanguage(target) ||
      target === 'gateway/ports.ts' ||
      target === 'gateway/worker-link.ts' ||
      (target === 'broker/limits.ts' && from === 'gateway/config/mqtt-limits.ts') ||
      within('gateway/domain/', adapterOf(from))(target) ||
      (typeOnly && (target.startsWith('gateway/') || target === 'broker/storage.ts')),
    belongs: 'gateway/hub.ts passes one adapter to another, as a port of gateway/ports.ts',
  },
  {
    name: 'rule 3: the middle of the gateway knows no adapter',
    about: (path) => /^gateway\/[^/]+$/.test(path) && !isCompositionRoot(path) && path !== 'gateway/config.ts',
    allows: ({ target }) =>
      !isProject(target) ||
      deviceLanguage(target) ||
      target.startsWith('gateway/domain/') ||
      /^gateway\/[^/]+$/.test(target),
    belongs: 'only gateway/hub.ts wires adapters; the rest of the gateway sees them as ports of gateway/ports.ts',
  },
  {
    name: 'rule 3: nothing reaches up to the composition root',
    about: (path) => !tests(path) && !simulators(path) && !isCompositionRoot(path) && !path.startsWith('gateway/cli/'),
    allows: ({ target, typeOnly }) => typeOnly || !isCompositionRoot(target),
    belongs: 'what both need belongs below: a port in gateway/ports.ts, a rule in gateway/domain/',
  },
  {
    name: 'rule 4: the broker knows nothing of hotels',
    about: within('broker/'),
    allows: ({ target }) => within('broker/')(target) || deviceLanguage(target) || !isProject(target),
    belongs: 'what the broker must know of the gateway comes to it as a hook, from gateway/hub.ts',
  },
  {
    name: 'rule 5: each library has one home',
    about: (path) => !tests(path),
    allows: ({ specifier, target, typeOnly }, from) =>
      specifier.startsWith('.') || isFreeOfHome(target, typeOnly) || isAtHome(target, from),
    belongs:
      'use the adapter that is its home, through a port; a new library first gets a home in test/architecture/rules.ts',
  },
  {
    name: 'rule 6: nothing needs the simulators or the tests',
    about: (path) => !tests(path) && path !== 'vitest.config.ts',
    allows: ({ target }, from) =>
      !tests(target) && (!simulators(target) || simulators(from) || from === 'gateway/demo.ts'),
    belongs: 'what the product needs too belongs in devices/ or gateway/',
  },
  {
    name: 'the pages know only the contract',
    about: within('dashboards/'),
    allows: ({ target, typeOnly }) =>
      !isProject(target) || target.startsWith('dashboards/') || (typeOnly && target.startsWith('gateway/api/contract')),
    belongs: 'pages see the hub as types of gateway/api/contract/, and at run time through the API',
  },
];

function isProject(target: string): boolean {
  return /^(broker|devices|gateway|dashboards|test|scripts)\//.test(target);
}

function adapterOf(path: string): string {
  return `${path.split('/').slice(0, 2).join('/')}/`;
}

function isFreeOfHome(target: string, typeOnly: boolean): boolean {
  return (target.startsWith('node:') && !(target in homes)) || (typeOnly && target === 'pino');
}

function isAtHome(target: string, from: string): boolean {
  return within(...(homes[target] ?? []))(from);
}

/** Which of a module's imports a rule does not allow, each in one line. */
export function importOffences(modules: readonly Module[], rule: Rule): string[] {
  return modules
    .filter(({ path }) => rule.about(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((used) => !rule.allows(used, path))
        .map(({ specifier }) => `${path} imports ${specifier} (${rule.name}): ${rule.belongs}`),
    );
}
