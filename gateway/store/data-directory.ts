// One process a data directory. The lock is the operating system's, held by SQLite on a file of its own, so that it ends
// with the process however that ends; the pid beside it is only for the message.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Makes the directory where it is missing and locks it. Returns the way to unlock it. @throws where another holds it. */
export function lockDataDirectory(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 });
  const pidFile = join(dataDir, 'hub.pid');
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`${dataDir}: in use by another hub${holder(pidFile)}; stop it first, or set another HUB_DATA_DIR`, {
      cause: error,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return () => lock.close();
}

function holder(pidFile: string): string {
  try {
    return ` (pid ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
