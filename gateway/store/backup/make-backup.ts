// A whole data directory in one file, while the hub runs: each SQLite file is copied as of one instant, and nothing of the backup
// is seen under its name before all of it is on disk.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openEvidence } from '../evidence-reader.ts';
import { hubFile, hubFileName } from '../hub-file.ts';
import { backupFormat, type Manifest, manifestName } from './manifest.ts';
import { endTar, writeEntry } from './tar.ts';

export interface BackupOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly property: string;
  /** The id before this one: what has it still is taken for this property's. */
  readonly formerly?: string | undefined;
  readonly madeAt: Date;
  /** The older backup that this one takes the place of: refused where that is of another property, or holds evidence which this one lacks. */
  readonly replaces?: Manifest;
}

/** The older backup would be lost with what only it has. */
export class OlderBackupError extends Error {}

type Part = Manifest['parts'][number] & { readonly path: string };

/** Of this run alone, or made anew at the next start. */
const leftOut = /^(lock\.db.*|hub\.pid|control\.json.*|.*\.db-(wal|shm|journal)|(replaced|restoring)-.*)$/;

/** @throws where something cannot be read or written; then no backup is left, and the one of before stays. */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const { dataDir, file, property, formerly, madeAt, replaces } = options;
  const workDir = await mkdtemp(join(dirname(file), `.${basename(file)}-`));
  try {
    const parts: Part[] = [];
    const schemas: Record<string, number> = {};
    // The hub's store first: what follows it by a cursor may be ahead of it, never behind.
    const names = (await filesIn(dataDir)).sort((a, b) => Number(b === hubFileName) - Number(a === hubFileName));
    for (const name of names) {
      const isSqlite = name.endsWith('.db');
      const path = join(isSqlite ? workDir : dataDir, isSqlite ? name.replaceAll('/', '-') : name);
      if (isSqlite) schemas[name] = copySqlite(join(dataDir, name), path);
      parts.push({ name, path, ...(await measure(path)) });
    }
    const known = schemas[hubFileName] === hubFile.migrations.length ? readHub(join(workDir, hubFileName)) : undefined;
    if (known?.property !== undefined && known.property !== property && known.property !== formerly) {
      throw new Error(
        `${dataDir}: expected the data of ${property}, found that of ${known.property}; see HUB_PROPERTY`,
      );
    }
    const manifest: Manifest = {
      format: backupFormat,
      property,
      madeAt: madeAt.toISOString(),
      schemas,
      evidence: known?.evidence ?? null,
      parts: parts.map(({ path: _path, ...part }) => part),
    };
    if (replaces !== undefined && replaces.property !== property && replaces.property !== formerly) {
      throw new OlderBackupError(`${file} is a backup of ${replaces.property}, not of ${property}`);
    }
    const [last, lastBefore] = [manifest.evidence?.lastSeq, replaces?.evidence?.lastSeq];
    if (last !== undefined && lastBefore !== undefined && lastBefore > last) {
      throw new OlderBackupError(`${file} has evidence up to record ${lastBefore}, more than this hub has (${last})`);
    }
    const partial = join(workDir, 'backup');
    await writeArchive(partial, manifest, parts);
    await rename(partial, file);
    await syncFolder(dirname(file));
    return manifest;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Copies what is committed at this instant; a hub that writes meanwhile goes on. Returns the schema. */
function copySqlite(from: string, to: string): number {
  const connection = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    connection.prepare('VACUUM INTO ?').run(to);
    return (connection.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  } finally {
    connection.close();
  }
}

/** Whose it is, and where its evidence ends. */
function readHub(path: string): { property: string | undefined; evidence: Manifest['evidence'] } {
  const evidence = openEvidence(path);
  try {
    const { seq, link } = evidence.head();
    const lastSeal = evidence.seals().at(-1)?.hash ?? null;
    return { property: evidence.property(), evidence: { lastSeq: seq, link, lastSeal } };
  } finally {
    evidence.close();
  }
}

async function filesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(dataDir, join(parentPath, name)))
    .filter((name) => !name.split('/').some((part) => leftOut.test(part)))
    .sort();
}

async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { size: (await stat(path)).size, sha256: hash.digest('hex') };
}

async function writeArchive(path: string, manifest: Manifest, parts: readonly Part[]): Promise<void> {
  const to = await open(path, 'wx', 0o600);
  try {
    const text = Buffer.from(JSON.stringify(manifest, undefined, 2));
    await writeEntry(to, { name: manifestName, size: text.length }, onlyChunk(text));
    for (const { name, size, path: from } of parts) await writeEntry(to, { name, size }, createReadStream(from));
    await endTar(to);
    await to.sync();
  } finally {
    await to.close();
  }
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
