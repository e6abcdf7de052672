// How the command line finds the hub that runs: its address and a token of this run, readable by the hub's own user alone.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ControlFile = z.object({ url: z.url(), token: z.string().min(1), pid: z.int().positive() });
export type ControlFile = z.infer<typeof ControlFile>;

/** Written when the hub serves, so that whoever reads it can call at once. */
export function writeControlFile(dataDir: string, control: ControlFile): void {
  const path = pathIn(dataDir);
  // Never half written, and never readable by others, not even for a moment.
  writeFileSync(`${path}.new`, `${JSON.stringify(control)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeControlFile(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

/** Undefined where no hub has run in `dataDir`, or the last one ended in order. */
export function readControlFile(dataDir: string): ControlFile | undefined {
  try {
    return ControlFile.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${pathIn(dataDir)}: expected {url, token, pid} of the running hub; remove it if none runs`, {
      cause: error,
    });
  }
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'control.json');
}
