// Prepared statements of one connection by their SQL text; the one used longest ago goes first.
import type { DatabaseSync, StatementSync } from 'node:sqlite';

const mostStatements = 256;

export function createStatementCache(connection: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    const statement = known ?? connection.prepare(sql);
    if (known) statements.delete(sql);
    else if (statements.size >= mostStatements) statements.delete(statements.keys().next().value as string);
    statements.set(sql, statement);
    return statement;
  };
}
