// Many writes of one transaction, packed for the trip to the writer's thread: each SQL text once, then rows of parameters.
import type { SqlValue, SqlWrite } from '../ports.ts';

export interface WriteSet {
  readonly statements: readonly string[];
  /** In order: which statement, with what. */
  readonly operations: readonly { readonly statement: number; readonly parameters: readonly SqlValue[] }[];
}

export function packWrites(writes: readonly SqlWrite[]): WriteSet {
  const numbers = new Map<string, number>();
  const operations = writes.map(({ sql, parameters }) => {
    let statement = numbers.get(sql);
    if (statement === undefined) {
      statement = numbers.size;
      numbers.set(sql, statement);
    }
    return { statement, parameters };
  });
  return { statements: [...numbers.keys()], operations };
}
