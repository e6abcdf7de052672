// One connection to a SQLite file. What is committed here is on disk: WAL with synchronous=FULL syncs before COMMIT returns.
import { DatabaseSync } from 'node:sqlite';

export interface ConnectionOptions {
  readonly path: string;
  readonly readOnly: boolean;
  /** URL of a module whose `sqlFunctions` and `sqlAggregates` the file's own SQL calls. */
  readonly functions?: string;
}

/** Scalar functions by name, and aggregates by name, as a module of SQL functions exports them. */
export interface SqlFunctions {
  readonly sqlFunctions: Readonly<Record<string, (...values: never[]) => SqlResult>>;
  readonly sqlAggregates: Readonly<Record<string, SqlAggregate>>;
}

export type SqlResult = null | number | string | Uint8Array;

export interface SqlAggregate {
  readonly start: () => unknown;
  readonly step: (state: never, ...values: never[]) => unknown;
  readonly result: (state: never) => SqlResult;
}

const busyTimeoutMs = 5_000;
/** Kibibytes of page cache per connection. */
const cacheKiB = 16_384;

export async function openConnection(options: ConnectionOptions): Promise<DatabaseSync> {
  const connection = new DatabaseSync(options.path, { readOnly: options.readOnly, timeout: busyTimeoutMs });
  // What is erased is overwritten too, as far as that costs no further page: a stay's reference is gone when it is deleted.
  if (!options.readOnly) {
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;');
  }
  connection.exec(`PRAGMA cache_size = -${cacheKiB}; PRAGMA temp_store = MEMORY;`);
  if (options.functions) register(connection, (await import(options.functions)) as SqlFunctions);
  return connection;
}

function register(connection: DatabaseSync, functions: SqlFunctions): void {
  for (const [name, call] of Object.entries(functions.sqlFunctions)) {
    connection.function(name, { deterministic: true, varargs: true }, call as never);
  }
  for (const [name, aggregate] of Object.entries(functions.sqlAggregates)) {
    connection.aggregate(name, { varargs: true, ...aggregate } as never);
  }
}
