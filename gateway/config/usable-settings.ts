// Settings that read well and do not work on this machine: a folder that cannot be made, a port that another holds. They stop
// the start like any wrong setting, by name.
import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shown } from '../domain/shown-value.ts';
import { ConfigError } from './config-error.ts';

/** Makes the folder where it is missing and tries to write in it. @throws ConfigError */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir);
    rmdirSync(mkdtempSync(join(dataDir, '.writable-')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([`HUB_DATA_DIR: expected a folder that can be written, found ${shown(dataDir)} (${code})`]);
  }
}

/** Step by step: Node's own recursive mkdir tries for ever where a file system takes no folders (/proc). */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path, { mode: 0o700 });
}

/** A listener's address by the names of its settings: `HUB_HTTP` of HUB_HTTP_HOST and HUB_HTTP_PORT. */
export interface ListenerSettings {
  readonly name: string;
  readonly host: string;
  /** The settings of its ports, where it has them set. */
  readonly ports: Readonly<Record<string, number | undefined>>;
}

/** What a listener could not do, as a mistake of the setting that asked for it; other errors stay as they are. */
export function listenProblem(error: unknown, { name, host, ports }: ListenerSettings): unknown {
  const { code = '', port } = error as { readonly code?: string; readonly port?: number };
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const [setting, value] = Object.entries(ports).find(([, wanted]) => wanted === port) ?? [`${name}_PORT`, port];
    const expected = code === 'EACCES' ? 'a port that this user may open' : 'a port that is free';
    return new ConfigError([`${setting}: expected ${expected} on ${host}, found ${shown(value)} (${code})`]);
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(code)) {
    return new ConfigError([`${name}_HOST: expected an address of this machine, found ${shown(host)} (${code})`]);
  }
  return error;
}
