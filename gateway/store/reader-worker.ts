// The thread that reads: a long query holds up other queries, never the writer or the broker. It sees what is committed.
import { parentPort, workerData } from 'node:worker_threads';
import type { SqlWrite } from '../ports.ts';
import { answerRequests } from '../worker-link.ts';
import { type ConnectionOptions, openConnection } from './sqlite-connection.ts';
import { createStatementCache } from './statement-cache.ts';

const connection = await openConnection(workerData as ConnectionOptions);
const prepared = createStatementCache(connection);

answerRequests(
  parentPort!,
  ({ sql, parameters }: SqlWrite) => prepared(sql).all(...(parameters as never[])),
  () => connection.close(),
);
