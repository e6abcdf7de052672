// The way in to the disk: one batch, one transaction. What `hasSeen` says includes the batches still on their way.
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { Batch, CredentialChange, Journal, SqlFile, SqlWrite } from '../ports.ts';
import type { FactWrites } from './fact-writes.ts';
import { createRowWrite } from './row-writes.ts';
import { sampleBatches } from './sample-batches.ts';
import { snapshotsCursor } from './start-rows.ts';
import type { Tables } from './tables.ts';

export interface JournalParts {
  readonly file: SqlFile;
  readonly kysely: Kysely<Tables>;
  /** Read-only, on this thread: `hasSeen` must answer before the ledger decides. */
  readonly lookup: DatabaseSync;
  readonly factWrites: FactWrites;
  readonly credentialWrite: (change: CredentialChange) => SqlWrite;
}

export function createJournal({ file, kysely, lookup, factWrites, credentialWrite }: JournalParts): Journal {
  const samples = createRowWrite(kysely, 'sample_batch', {
    columns: ['seq', 'received_at', 'devices', 'messages'],
  });
  const seen = createRowWrite(kysely, 'seen', { columns: ['key', 'at', 'said'], key: ['key'], keep: true });
  const snapshot = createRowWrite(kysely, 'device_snapshot', { columns: ['device', 'seq', 'state'], key: ['device'] });
  const cursor = createRowWrite(kysely, 'cursor', { columns: ['name', 'seq'], key: ['name'] });
  const committedKey = lookup.prepare('select said from seen where key = ?');
  /** By key, how many batches on their way carry it, and what was said under it. */
  const underWay = new Map<string, { readonly batches: number; readonly said: number | undefined }>();

  function writesOf(batch: Batch): SqlWrite[] {
    return [
      ...sampleBatches(batch.samples).map(samples),
      ...batch.facts.flatMap(factWrites.all),
      ...batch.seen.map(seen),
      ...batch.snapshots.map(snapshot),
      ...(batch.credentials ?? []).map(credentialWrite),
      ...(batch.snapshotsUpTo === undefined ? [] : [cursor({ name: snapshotsCursor, seq: batch.snapshotsUpTo })]),
    ];
  }

  return {
    async commit(batch) {
      for (const { key, said } of batch.seen) {
        underWay.set(key, { said, ...underWay.get(key), batches: (underWay.get(key)?.batches ?? 0) + 1 });
      }
      try {
        await file.write(writesOf(batch));
      } finally {
        for (const { key } of batch.seen) {
          const { batches, ...one } = underWay.get(key)!;
          if (batches > 1) underWay.set(key, { ...one, batches: batches - 1 });
          else underWay.delete(key);
        }
      }
    },
    hasSeen: (key) => underWay.has(key) || committedKey.get(key) !== undefined,
    saidUnder(key) {
      const found = underWay.get(key) ?? (committedKey.get(key) as { said: number | null } | undefined);
      return found?.said ?? undefined;
    },
  };
}
