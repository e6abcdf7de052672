// A whole hub in one file, and back. A backup is made beside a hub that runs; a restore needs the directory for itself.
import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { createCalendar } from '../../domain/calendar.ts';
import { makeBackup, OlderBackupError } from '../../store/backup/make-backup.ts';
import type { Manifest } from '../../store/backup/manifest.ts';
import { restoreBackup } from '../../store/backup/restore-backup.ts';
import { readManifest } from '../../store/backup/unpack-backup.ts';
import type { Command, Given } from '../command.ts';
import { Mistake, mistakeAt } from '../mistake.ts';
import { neededWords } from '../options.ts';
import type { Result } from '../result.ts';
import { storeOf } from '../store-of.ts';

const howToLose = 'give another file, or --replace yes to lose that one';

const backup: Command = {
  words: 'backup',
  usage: '<file> [--replace yes]',
  does: 'copies everything that the hub has into one file, while it runs or not; the file holds secrets',
  options: ['replace'],
  async run(given): Promise<Result> {
    const [word] = neededWords(given, 'file');
    const mayLose = saysYes(given, 'replace');
    const { dataDir, property, formerly } = given.config;
    const file = resolve(word);
    storeOf(given.config);
    if (!existsSync(dirname(file))) throw mistakeAt('<file>', 'a file in a folder that is there', word);
    if (!relative(dataDir, file).startsWith('..')) {
      throw mistakeAt('<file>', `a file outside of ${dataDir}, which a backup is for the loss of`, word);
    }
    const before = existsSync(file) ? await readManifest(file) : undefined;
    if (existsSync(file) && before === undefined) {
      throw mistakeAt('<file>', 'a new file, or an older backup to replace', word);
    }
    const replaces = before !== undefined && !mayLose ? { replaces: before } : {};
    const manifest = await makeBackup({
      dataDir,
      file,
      property: property.id,
      formerly,
      madeAt: new Date(),
      ...replaces,
    }).catch((error: Error) => {
      throw error instanceof OlderBackupError ? new Mistake(`${error.message}: ${howToLose}`) : error;
    });
    await note(given, { action: 'backed-up', subject: word, data: { lastSeq: manifest.evidence?.lastSeq ?? null } });
    const place = before === undefined ? '' : ` It takes the place of ${sayWhole(before)}.`;
    return {
      json: { file, ...summaryOf(manifest), replaced: before === undefined ? null : summaryOf(before) },
      text: `${file}: ${sayWhole(manifest)}.${place}`,
    };
  },
};

const restore: Command = {
  words: 'restore',
  usage: '<file> [--replace yes]',
  does: 'makes a data directory of a backup; what is there already is moved aside, with --replace yes only',
  options: ['replace'],
  async run(given): Promise<Result> {
    const [word] = neededWords(given, 'file');
    const replace = saysYes(given, 'replace');
    const { dataDir, property } = given.config;
    const { manifest, aside } = await restoreBackup({
      dataDir,
      file: resolve(word),
      property: property.id,
      replace,
      now: new Date(),
      dayOf: createCalendar(property.timeZone).dayOf,
    }).catch((error: Error) => {
      throw new Mistake(error.message);
    });
    const lastSeq = manifest.evidence?.lastSeq ?? null;
    await note(given, { action: 'restored', subject: word, data: { madeAt: manifest.madeAt, lastSeq } });
    const before = aside === undefined ? '' : ` What was there before is in ${aside}: remove it when you are content.`;
    return {
      json: { dataDir, ...summaryOf(manifest), replaced: aside ?? null },
      text: `${dataDir}: restored ${sayWhole(manifest)}.${before}`,
    };
  },
};

/** Of an option that takes yes or no, else no. */
function saysYes({ options }: Given, name: string): boolean {
  const said = options[name] ?? 'no';
  if (!['yes', 'no'].includes(said)) throw mistakeAt(`--${name}`, 'yes or no', said);
  return said === 'yes';
}

/** On record in the hub's own audit log; a hub that was restored is opened for it, and so proven to open. */
async function note(given: Given, noted: object): Promise<void> {
  await (await given.hub()).call('POST', '/audit', noted);
}

function summaryOf({ property, madeAt, parts, evidence }: Manifest): object {
  return { property, madeAt, bytes: bytesOf(parts), files: parts.map(({ name }) => name), evidence };
}

function sayWhole({ property, madeAt, parts, evidence }: Manifest): string {
  const size = `${Math.ceil(bytesOf(parts) / 1024)} KiB in ${parts.length} files`;
  const end = evidence === null ? '' : `, evidence up to record ${evidence.lastSeq}`;
  return `${property} as of ${madeAt}, ${size}${end}`;
}

function bytesOf(parts: Manifest['parts']): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

export const backupCommands: readonly Command[] = [backup, restore];
