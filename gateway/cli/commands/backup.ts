// A whole hub in one file, and back. A backup is made beside a hub that runs; a restore needs the directory for itself.
import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { createCalendar } from '../../domain/calendar.ts';
import { makeBackup } from '../../store/backup/make-backup.ts';
import type { Manifest } from '../../store/backup/manifest.ts';
import { restoreBackup } from '../../store/backup/restore-backup.ts';
import { readManifest } from '../../store/backup/unpack-backup.ts';
import type { Command, Given } from '../command.ts';
import { Mistake, mistakeAt } from '../mistake.ts';
import { neededWords } from '../options.ts';
import type { Result } from '../result.ts';
import { storeOf } from '../store-of.ts';

const backup: Command = {
  words: 'backup',
  usage: '<file>',
  does: 'copies everything that the hub has into one file, while it runs or not; the file holds secrets',
  async run(given): Promise<Result> {
    const [word] = neededWords(given, 'file');
    const { dataDir, property } = given.config;
    const file = resolve(word);
    storeOf(given.config);
    if (!existsSync(dirname(file))) throw mistakeAt('<file>', 'a file in a folder that is there', word);
    if (!relative(dataDir, file).startsWith('..')) {
      throw mistakeAt('<file>', `a file outside of ${dataDir}, which a backup is for the loss of`, word);
    }
    if (existsSync(file) && (await readManifest(file)) === undefined) {
      throw mistakeAt('<file>', 'a new file, or an older backup to replace', word);
    }
    const manifest = await makeBackup({ dataDir, file, property: property.id, madeAt: new Date() });
    await note(given, { action: 'backed-up', subject: word, data: { lastSeq: manifest.evidence?.lastSeq ?? null } });
    return { json: { file, ...summaryOf(manifest) }, text: `${file}: ${sayWhole(manifest)}.` };
  },
};

const restore: Command = {
  words: 'restore',
  usage: '<file> [--replace yes]',
  does: 'makes a data directory of a backup; what is there already is moved aside, with --replace yes only',
  options: ['replace'],
  async run(given): Promise<Result> {
    const [word] = neededWords(given, 'file');
    const { replace = 'no' } = given.options;
    if (!['yes', 'no'].includes(replace)) throw mistakeAt('--replace', 'yes or no', replace);
    const { dataDir, property } = given.config;
    const { manifest, aside } = await restoreBackup({
      dataDir,
      file: resolve(word),
      property: property.id,
      replace: replace === 'yes',
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
