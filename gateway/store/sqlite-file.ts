// A SQLite file with a thread that writes and a thread that reads; the main thread never waits for its disk.
import type { SqlFile, SqlWrite } from '../ports.ts';
import { startWorker } from '../worker-link.ts';
import { migrate } from './migrate.ts';
import { openConnection } from './sqlite-connection.ts';
import { packWrites, type WriteSet } from './write-set.ts';

export interface SqliteFileOptions {
  readonly path: string;
  /** DDL, one entry a schema version; only ever appended to. */
  readonly migrations: readonly string[];
  /** URL of a module with the SQL functions that the schema calls; see `SqlFunctions`. */
  readonly functions?: string;
}

export interface SqliteFile extends SqlFile {
  /** The same file with a further thread that reads: for what is long and must not hold up other questions. */
  withReader(): Promise<SqliteReader>;
  /** Further readers are closed before. */
  close(): Promise<void>;
}

export interface SqliteReader extends SqlFile {
  close(): Promise<void>;
}

export async function openSqliteFile(options: SqliteFileOptions): Promise<SqliteFile> {
  const { path, migrations } = options;
  const shared = { path, ...(options.functions ? { functions: options.functions } : {}) };
  const connection = await openConnection({ ...shared, readOnly: false });
  try {
    migrate(connection, path, migrations);
  } finally {
    connection.close();
  }
  const startReader = () =>
    startWorker<SqlWrite, never[]>(new URL('./reader-worker.ts', import.meta.url), { ...shared, readOnly: true });
  const [writer, reader] = await Promise.all([
    startWorker<WriteSet, number>(new URL('./writer-worker.ts', import.meta.url), { ...shared, readOnly: false }),
    startReader(),
  ]);
  const write: SqlFile['write'] = (writes) => writer.request(packWrites(writes));
  const readBy =
    (thread: typeof reader): SqlFile['read'] =>
    (sql, parameters = []) =>
      thread.request({ sql, parameters });

  return {
    write,
    read: readBy(reader),
    async withReader() {
      const further = await startReader();
      return { write, read: readBy(further), close: further.close };
    },
    async close() {
      await reader.close();
      await writer.close();
    },
  };
}
