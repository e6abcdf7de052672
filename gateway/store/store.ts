// The durable truth of one property, in one directory: opened once, handed to the ports that hub.ts wires.
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Credentials, DeadLetters, Feed, Journal, Photos, Records, Recovery, SqlFile } from '../ports.ts';
import { loadCredentials } from './credentials.ts';
import { lockDataDirectory } from './data-directory.ts';
import { createDeadLetters } from './dead-letters.ts';
import { createFactWrites } from './fact-writes.ts';
import { createFeed } from './feed.ts';
import { hubFile, hubFileName } from './hub-file.ts';
import { createJournal } from './journal.ts';
import { createKeptProperty, type KeptProperty } from './kept-property.ts';
import { createKeptPushKey, type KeptPushKey } from './kept-push-key.ts';
import { createSqlFileDialect } from './kysely-dialect.ts';
import type { DamagedRow } from './mend-rows.ts';
import { createPhotoRecords } from './photo-records.ts';
import { createRecords } from './records.ts';
import { recoverMended } from './recover-mended.ts';
import { openConnection } from './sqlite-connection.ts';
import { openSqliteFile, type SqliteFile, type SqliteFileOptions } from './sqlite-file.ts';
import { loadStaySecrets } from './stay-secrets.ts';
import type { Tables } from './tables.ts';

export interface Store extends Journal, Feed, Records, Photos, Credentials, DeadLetters, KeptProperty, KeptPushKey {
  recover(): Promise<Recovery>;
  /** Rejects with the reason where the disk cannot be written. */
  ping(): Promise<void>;
  /** Ends after what is under way is on disk, and unlocks the directory. */
  close(): Promise<void>;
  /** For repositories with tables of their own in hub.db. */
  readonly database: StoreDatabase;
  /** Opens a further SQLite file of the same directory; it closes with the store. */
  openFile(name: string, options: Omit<SqliteFileOptions, 'path'>): Promise<SqlFile>;
}

export interface StoreDatabase {
  readonly kysely: Kysely<Tables>;
  readonly file: SqlFile;
}

export interface StoreOptions {
  readonly dataDir: string;
  /** Told of each row that the disk gave back damaged, and what came of it. */
  readonly damaged?: (row: DamagedRow) => void;
}

/** @throws where another process holds the directory, or a newer hub has written it. */
export async function openStore({ dataDir, damaged = () => {} }: StoreOptions): Promise<Store> {
  const unlock = lockDataDirectory(dataDir);
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const part of opened.reverse()) await part.close();
    unlock();
  };
  try {
    const path = join(dataDir, hubFileName);
    const file: SqliteFile = await openSqliteFile({ path, ...hubFile });
    opened.push(file);
    const [lookup, beside] = await Promise.all([openConnection({ path, readOnly: true }), file.withReader()]);
    opened.push(lookup, beside);
    const kysely = new Kysely<Tables>({ dialect: createSqlFileDialect(file) });
    const secrets = await loadStaySecrets(kysely);
    const factWrites = createFactWrites(kysely, secrets);
    const credentials = await loadCredentials(kysely);
    const journal = createJournal({ file, kysely, lookup, factWrites, credentialWrite: credentials.writeOf });

    return {
      ...createFeed(kysely),
      ...createRecords(kysely),
      ...createPhotoRecords(kysely),
      ...createKeptProperty(kysely),
      ...createKeptPushKey(kysely),
      ...credentials.known,
      ...createDeadLetters(kysely),
      hasSeen: journal.hasSeen,
      saidUnder: journal.saidUnder,
      async commit(batch) {
        await journal.commit(batch);
        for (const { fact } of batch.facts) {
          if (fact.type === 'device-revoked') credentials.forgetDevice(fact.device.record.id);
          if (fact.type === 'stays-erased') for (const key of fact.keys) secrets.forget(key);
        }
        for (const change of batch.credentials ?? []) credentials.follow(change);
      },
      async recover() {
        return recoverMended(beside, { kysely, lookup, rowsOf: factWrites.rowsOf, damaged });
      },
      async ping() {
        await kysely
          .updateTable('heartbeat')
          .set((eb) => ({ count: eb('count', '+', 1) }))
          .execute();
      },
      close,
      database: { kysely, file },
      async openFile(name, options) {
        const other = await openSqliteFile({ ...options, path: join(dataDir, name) });
        opened.push(other);
        return other;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
