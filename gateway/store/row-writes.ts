// Writes of whole rows, composed by Kysely once per table: at the hot path only the parameters change.
import type { Insertable, Kysely } from 'kysely';
import type { SqlValue, SqlWrite } from '../ports.ts';
import type { Tables } from './tables.ts';

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>;

/** Columns that a row may leave as they are in the table. */
export type RowWrite<Table extends keyof Tables, Column extends keyof Row<Table>> = (
  row: Pick<Row<Table>, Column>,
) => SqlWrite;

export interface RowWriteOptions<Table extends keyof Tables, Column extends keyof Row<Table>> {
  readonly columns: readonly Column[];
  /** Where a row with this key exists: the new one takes its place, or (`keep`) it stays. Unset: an error. */
  readonly key?: readonly Column[];
  readonly keep?: boolean;
}

export function createRowWrite<Table extends keyof Tables, Column extends keyof Row<Table> & string>(
  kysely: Kysely<Tables>,
  table: Table,
  { columns, key, keep }: RowWriteOptions<Table, Column>,
): RowWrite<Table, Column> {
  const anyRow = Object.fromEntries(columns.map((column) => [column, 0]));
  let insert = kysely.insertInto(table).values(anyRow as never);
  if (key) {
    insert = insert.onConflict((conflict) => {
      const onKey = conflict.columns(key as never);
      const others = columns.filter((column) => !key.includes(column));
      if (keep || others.length === 0) return onKey.doNothing();
      return onKey.doUpdateSet(
        (eb) => Object.fromEntries(others.map((c) => [c, eb.ref(`excluded.${c}` as never)])) as never,
      );
    });
  }
  const { sql } = insert.compile();
  return (row) => ({ sql, parameters: columns.map((column) => (row[column] ?? null) as SqlValue) });
}
