// A start reads the house while it looks over the same rows for what the disk has damaged: nearly always there is nothing, and nobody waits
// for both. Where there is, what was read counts for nothing, and is read again from the mended rows.
import { Kysely } from 'kysely';
import type { Recovery, SqlFile } from '../ports.ts';
import { createSqlFileDialect } from './kysely-dialect.ts';
import { type DamagedRow, type MendParts, mendRows } from './mend-rows.ts';
import { type RecoveryParts, recover } from './recovery.ts';
import type { Tables } from './tables.ts';

interface MendedParts extends RecoveryParts, Pick<MendParts, 'rowsOf'> {
  readonly damaged: (row: DamagedRow) => void;
}

/** @param beside another thread that reads the same file */
export async function recoverMended(beside: SqlFile, { rowsOf, damaged, ...parts }: MendedParts): Promise<Recovery> {
  const kysely = new Kysely<Tables>({ dialect: createSqlFileDialect(beside) });
  const looking = mendRows({ kysely, file: beside, rowsOf });
  const [looked, read] = await Promise.all([looking, settled(recover(parts))]);
  for (const row of looked) damaged(row);
  if (looked.length > 0) return recover(parts);
  if ('failed' in read) throw read.failed;
  return read.done;
}

/** A row that is no JSON fails to be read before it is found. */
async function settled<T>(asked: Promise<T>): Promise<{ readonly done: T } | { readonly failed: unknown }> {
  try {
    return { done: await asked };
  } catch (failed) {
    return { failed };
  }
}
