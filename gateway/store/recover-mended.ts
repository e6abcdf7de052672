// A start reads the house while it looks over the same rows for what the disk has damaged: nearly always there is nothing, and the
// one does not wait for the other. Where there is, what was read counts for nothing, and is read again from the mended rows.
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
  // A row that is no JSON fails to be read before it is found.
  const [looked, read] = await Promise.allSettled([mendRows({ kysely, file: beside, rowsOf }), recover(parts)]);
  if (looked.status === 'rejected') throw looked.reason;
  for (const row of looked.value) damaged(row);
  if (looked.value.length > 0) return recover(parts);
  if (read.status === 'rejected') throw read.reason;
  return read.value;
}
