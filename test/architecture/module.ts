// One module of the project as the rules see it: what it imports, what it touches without importing, what it only hands on.
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** A path from the root of the repository; `node:fs`; or the name of a package, without its subpath. */
  readonly target: string;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

export interface Module {
  /** From the root of the repository. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Clock, chance, timers, network and process, named as they are used: `Date.now`, `process.env`. */
  readonly ambient: readonly string[];
  readonly isAsync: boolean;
  /** Imports a module whose name is made at run time, so that no rule can follow. */
  readonly importsUnnamed: boolean;
  /** Every statement hands on what another module has. */
  readonly isBarrel: boolean;
}

/** @throws where the text is not a module that can be read: a rule must not pass over what it cannot see. */
export function readModule(path: string, text: string): Module {
  const { program, module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);

  const imports: Import[] = [];
  const note = (specifier: string, typeOnly: boolean) =>
    imports.push({ specifier, target: targetOf(path, specifier), typeOnly });
  for (const { moduleRequest, entries } of module.staticImports) {
    note(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const entry of module.staticExports.flatMap(({ entries }) => entries)) {
    if (entry.moduleRequest) note(entry.moduleRequest.value, entry.isType);
  }

  const ambient: string[] = [];
  let isAsync = false;
  let importsUnnamed = false;
  const noteFunction = (node: { async: boolean }) => {
    isAsync ||= node.async;
  };
  new Visitor({
    ImportExpression({ source }) {
      if (source.type === 'Literal') note(String(source.value), false);
      else importsUnnamed = true;
    },
    TSImportType({ source }) {
      note(source.value, true);
    },
    MemberExpression({ object, property }) {
      const owner = object.type === 'Identifier' ? object.name : undefined;
      const name = property.type === 'Identifier' ? property.name : undefined;
      if (owner !== undefined && ambientOwners.has(owner))
        ambient.push(name === undefined ? owner : `${owner}.${name}`);
    },
    CallExpression({ callee }) {
      if (callee.type === 'Identifier' && ambientCalls.has(callee.name)) ambient.push(callee.name);
    },
    NewExpression({ callee, arguments: given }) {
      if (callee.type !== 'Identifier') return;
      if (callee.name === 'Date' && given.length === 0) ambient.push('new Date()');
      // How a worker's module is named: new URL('./writer-worker.ts', import.meta.url).
      const [specifier, base] = given;
      if (callee.name === 'URL' && specifier?.type === 'Literal' && base?.type === 'MemberExpression') {
        note(String(specifier.value), false);
      }
    },
    FunctionDeclaration: noteFunction,
    FunctionExpression: noteFunction,
    ArrowFunctionExpression: noteFunction,
  }).visit(program);

  return {
    path,
    imports,
    ambient: ambient.filter((use) => !pureUses.has(use)),
    isAsync,
    importsUnnamed,
    isBarrel: program.body.length > 0 && program.body.every(handsOn),
  };
}

const ambientOwners = new Set(['Date', 'Math', 'performance', 'process', 'crypto', 'console', 'globalThis']);
const ambientCalls = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
const pureUses = new Set([
  'Date.UTC',
  'Date.parse',
  ...Object.getOwnPropertyNames(Math)
    .filter((name) => name !== 'random')
    .map((name) => `Math.${name}`),
]);

function handsOn(statement: { readonly type: string; readonly source?: unknown }): boolean {
  return /^Export(Named|All)Declaration$/.test(statement.type) && Boolean(statement.source);
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier.split('?')[0] ?? specifier);
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
