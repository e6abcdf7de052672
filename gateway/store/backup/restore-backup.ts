// A backup becomes a data directory again: all of it is unpacked, checked and brought to this hub's schema beside what is there,
// and only then put in its place. What was there before is moved aside, never removed.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordBrokenLink } from '../../domain/evidence/broken-link.ts';
import { interruptedRestore, lockDataDirectory } from '../data-directory.ts';
import { openEvidence } from '../evidence-reader.ts';
import { hubFile, hubFileName } from '../hub-file.ts';
import { migrate } from '../migrate.ts';
import { openConnection } from '../sqlite-connection.ts';
import { verifyEvidence } from '../verify-evidence.ts';
import type { Manifest } from './manifest.ts';
import { unpackBackup } from './unpack-backup.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly property: string;
  /** Moves aside what is in the directory; without it a directory that holds anything is refused. */
  readonly replace: boolean;
  readonly now: Date;
  /** Of the property's time zone. */
  readonly dayOf: (at: number) => string;
}

/** Of the run that holds the directory now, or of one that ended. */
const ownOfRun = /^(lock\.db.*|hub\.pid|control\.json.*|restore-under-way|restoring-.*|replaced-.*)$/;

export interface Restored {
  readonly manifest: Manifest;
  /** Where that lies now which was there before; unset where there was nothing. */
  readonly aside?: string;
}

/** @throws with what is wrong and where; then the directory is as it was. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { dataDir, file, property, replace, now, dayOf } = options;
  const unlock = lockDataDirectory(dataDir, { toRestore: true });
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const unpacked = join(dataDir, `restoring-${stamp}`);
  try {
    const present = (await readdir(dataDir)).filter((name) => !ownOfRun.test(name));
    if (present.length > 0 && !replace) {
      throw new Error(`${dataDir}: expected an empty folder, found ${present[0]}; --replace yes moves it aside`);
    }
    await mkdir(unpacked, { mode: 0o700 });
    const manifest = await unpackBackup(file, unpacked);
    if (manifest.property !== property) {
      throw new Error(`${file}: is of the property ${manifest.property}, this hub is of ${property}`);
    }
    await bringToDate(unpacked, file);
    refuseBrokenEvidence(unpacked, file, dayOf);
    const aside = join(dataDir, `replaced-${stamp}`);
    await putInPlace(dataDir, unpacked, present, aside);
    return { manifest, ...(present.length > 0 && { aside }) };
  } finally {
    await rm(unpacked, { recursive: true, force: true });
    unlock();
  }
}

async function bringToDate(folder: string, file: string): Promise<void> {
  const path = join(folder, hubFileName);
  if (!existsSync(path)) throw new Error(`${file}: expected a whole backup of a hub: it has no ${hubFileName}`);
  const connection = await openConnection({ path, readOnly: false, functions: hubFile.functions });
  try {
    migrate(connection, file, hubFile.migrations);
    const { quick_check: found } = connection.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (found !== 'ok') throw new Error(`${file}: expected a whole backup of a hub: ${hubFileName}: ${found}`);
    // One file again: nothing of it may be left behind in a log beside it.
    connection.exec('PRAGMA journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

function refuseBrokenEvidence(folder: string, file: string, dayOf: (at: number) => string): void {
  const evidence = openEvidence(join(folder, hubFileName));
  try {
    const { broken } = verifyEvidence(evidence, { dayOf, proven: () => {} });
    if (broken !== undefined) throw new Error(`${file}: its evidence is broken: ${wordBrokenLink(broken)}`);
  } finally {
    evidence.close();
  }
}

/** A hub that starts while this is half done must not take the rest for an empty house: the marker refuses it. */
async function putInPlace(dataDir: string, unpacked: string, present: readonly string[], aside: string): Promise<void> {
  const marker = join(dataDir, interruptedRestore);
  await writeFile(marker, `${aside}\n`, { mode: 0o600, flush: true });
  if (present.length > 0) {
    await mkdir(aside, { mode: 0o700 });
    for (const name of present) await rename(join(dataDir, name), join(aside, name));
  }
  await rm(join(dataDir, 'control.json'), { force: true });
  for (const name of await readdir(unpacked)) await rename(join(unpacked, name), join(dataDir, name));
  await rm(marker);
}
