// Writes of whole rows, composed by Kysely once per table: at the hot path only the parameters change.
import type { Insertable, Kysely } from 'kysely';
import type { SqlValue, SqlWrite } from '../ports.ts';
import { checkedColumnsOf, rowCrc } from './row-checks.ts';
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
  const checked = checkedColumnsOf(table);
  const written: readonly string[] = checked === undefined ? columns : [...columns, 'crc'];
  const anyRow = Object.fromEntries(written.map((column) => [column, 0]));
  let insert = kysely.insertInto(table).values(anyRow as never);
  if (key) {
    insert = insert.onConflict((conflict) => {
      const onKey = conflict.columns(key as never);
      const others = written.filter((column) => !key.includes(column as Column));
      if (keep || others.length === 0) return onKey.doNothing();
      return onKey.doUpdateSet(
        (eb) => Object.fromEntries(others.map((c) => [c, eb.ref(`excluded.${c}` as never)])) as never,
      );
    });
  }
  const { sql } = insert.compile();
  const read = (row: Pick<Row<Table>, Column>, column: string) => (row[column as Column] ?? null) as SqlValue;
  return (row) => {
    const parameters = columns.map((column) => read(row, column));
    if (checked === undefined) return { sql, parameters };
    return { sql, parameters: [...parameters, rowCrc(...checked.map((column) => read(row, column)))] };
  };
}
