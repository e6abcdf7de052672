// A start reads the house while it looks over the same rows for what the disk has damaged: nearly always there is nothing, and nobody waits
// for both. Where there is, what was read counts for nothing, and is read again from the mended rows.
import { Kysely } from 'kysely';
import type { Recovery } from '../ports.ts';
import { createSqlFileDialect } from './kysely-dialect.ts';
import { type DamagedRow, type MendParts, mendRows } from './mend-rows.ts';
import { recover } from './recovery.ts';
import type { SqliteFile } from './sqlite-file.ts';
import type { Tables } from './tables.ts';

interface RecoverParts extends Pick<MendParts, 'kysely' | 'rowsOf'> {
  readonly damaged: (row: DamagedRow) => void;
}

export async function recoverMended(file: SqliteFile, { kysely, rowsOf, damaged }: RecoverParts): Promise<Recovery> {
  const [looked, read] = await Promise.all([lookOver(file, rowsOf), settled(recover(kysely))]);
  for (const row of looked) damaged(row);
  if (looked.length > 0) return recover(kysely);
  if ('failed' in read) throw read.failed;
  return read.done;
}

async function lookOver(file: SqliteFile, rowsOf: MendParts['rowsOf']): Promise<readonly DamagedRow[]> {
  const beside = await file.withReader();
  try {
    const kysely = new Kysely<Tables>({ dialect: createSqlFileDialect(beside) });
    return await mendRows({ kysely, file: beside, rowsOf });
  } finally {
    await beside.close();
  }
}

/** A row that is no JSON fails to be read before it is found. */
async function settled<T>(asked: Promise<T>): Promise<{ readonly done: T } | { readonly failed: unknown }> {
  try {
    return { done: await asked };
  } catch (failed) {
    return { failed };
  }
}
