// Brings a SQLite file to the newest schema, forward only; `user_version` counts the steps that the file has taken.
import type { DatabaseSync } from 'node:sqlite';

/** @throws where the file was written by a newer hub: it must not be opened by this one. */
export function migrate(connection: DatabaseSync, path: string, steps: readonly string[]): void {
  const { user_version: taken } = connection.prepare('PRAGMA user_version').get() as { user_version: number };
  if (taken > steps.length) {
    throw new Error(`${path}: has schema ${taken}, this hub knows up to ${steps.length}; start the newer hub`);
  }
  for (let step = taken; step < steps.length; step++) {
    connection.exec(`BEGIN IMMEDIATE; ${steps[step]}; PRAGMA user_version = ${step + 1}; COMMIT;`);
  }
}
