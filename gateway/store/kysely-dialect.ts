// Kysely over a SqlFile: it composes and types the SQL, the file's threads run it. Reads go to the reader, a write is a
// transaction of its own at the writer; several writes as one go through `SqlFile.write`, compiled.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqlFile, SqlValue } from '../ports.ts';

const writingNodes: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

export function createSqlFileDialect(file: SqlFile): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ query, sql, parameters }: CompiledQuery) {
      const values = parameters as readonly SqlValue[];
      if (!writingNodes.has(query.kind)) return { rows: [...(await file.read<Row>(sql, values))] };
      return { rows: [], numAffectedRows: BigInt(await file.write([{ sql, parameters: values }])) };
    },
    // biome-ignore lint/correctness/useYield: nothing here streams; Kysely asks for the method.
    async *streamQuery() {
      throw new Error('store: rows are not streamed; read them in pages');
    },
  };
  const noTransactions = async () => {
    throw new Error('store: a transaction is one SqlFile.write of several writes');
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: noTransactions,
      commitTransaction: noTransactions,
      rollbackTransaction: noTransactions,
      destroy: async () => {},
    }),
  };
}
