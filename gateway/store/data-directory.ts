// One process a data directory. The lock is the operating system's, held by SQLite on a file of its own, so that it ends
// with the process however that ends; the pid beside it is only for the message.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Names the file that lies here while a restore puts its parts in place. */
export const interruptedRestore = 'restore-under-way';

/**
 * Makes the directory where it is missing and locks it. Returns the way to unlock it. @throws where another holds it, or where a
 * restore was interrupted, unless this is the next.
 */
export function lockDataDirectory(dataDir: string, { toRestore = false } = {}): () => void {
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
  if (!toRestore && existsSync(join(dataDir, interruptedRestore))) {
    lock.close();
    throw new Error(`${dataDir}: a restore was interrupted here; run it again, with --replace yes`);
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
