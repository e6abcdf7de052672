// Where a hub keeps what it knows: for commands that are about a hub that is there already.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { hubFileName } from '../store/hub-file.ts';
import { Mistake } from './mistake.ts';

/** The path of the store. @throws Mistake where HUB_DATA_DIR has none. */
export function storeOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  const path = join(dataDir, hubFileName);
  if (!existsSync(path)) throw new Mistake(`HUB_DATA_DIR: expected the store of a hub, found none at ${path}`);
  return path;
}
