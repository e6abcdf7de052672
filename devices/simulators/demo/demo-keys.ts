// The passwords of the demonstration, kept beside its data so that it can be started again: its own file, readable by its own
// user alone. The hub itself keeps only hashes.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const KeptKeys = z.object({ people: z.record(z.string(), z.string()), devices: z.record(z.string(), z.string()) });

export interface DemoKeys {
  /** False where the data directory has seen no demonstration before. */
  readonly wereThere: boolean;
  /** By user name. */
  readonly people: Map<string, string>;
  /** By device id. */
  readonly devices: Map<string, string>;
  save(): void;
}

/** @throws where the file is there and is not one of these. */
export function openDemoKeys(dataDir: string): DemoKeys {
  const path = join(dataDir, 'demo-keys.json');
  const kept = readKept(path);
  const people = new Map(Object.entries(kept?.people ?? {}));
  const devices = new Map(Object.entries(kept?.devices ?? {}));
  return {
    wereThere: kept !== undefined,
    people,
    devices,
    save() {
      mkdirSync(dataDir, { recursive: true });
      const keys: z.infer<typeof KeptKeys> = {
        people: Object.fromEntries(people),
        devices: Object.fromEntries(devices),
      };
      writeFileSync(`${path}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function readKept(path: string): z.infer<typeof KeptKeys> | undefined {
  try {
    return KeptKeys.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path}: expected the passwords of a demonstration; remove it with its data directory`, {
      cause: error,
    });
  }
}
