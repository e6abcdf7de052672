// The thread that writes: one message is one transaction, answered after its commit. Nothing of a failed one stays.
import type { StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { answerRequests } from '../worker-link.ts';
import { type ConnectionOptions, openConnection } from './sqlite-connection.ts';
import { createStatementCache } from './statement-cache.ts';
import type { WriteSet } from './write-set.ts';

const connection = await openConnection(workerData as ConnectionOptions);
const prepared = createStatementCache(connection);

function commit({ statements, operations }: WriteSet): number {
  let changes = 0;
  connection.exec('BEGIN IMMEDIATE');
  try {
    // Each is prepared when its turn comes: it may rest on what those before it have made.
    const ready: StatementSync[] = [];
    for (const { statement, parameters } of operations) {
      ready[statement] ??= prepared(statements[statement]!);
      changes += Number(ready[statement].run(...(parameters as never[])).changes);
    }
    connection.exec('COMMIT');
  } catch (error) {
    // SQLite itself rolls back where the disk is full or fails; then there is no transaction left to end.
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
  return changes;
}

answerRequests(parentPort!, commit, () => connection.close());
