// Proves the evidence, day by day, beside a hub that runs or without one. Ends with 1 at the first thing that does not fit.
import { resolve } from 'node:path';
import { createCalendar } from '../../domain/calendar.ts';
import { type BrokenLink, countOf, wordBrokenLink } from '../../domain/evidence/broken-link.ts';
import { checkExport } from '../../domain/export/export-file.ts';
import { judgeExport } from '../../domain/export/judge-export.ts';
import { sha256 } from '../../store/evidence-hash.ts';
import { type EvidenceReader, openEvidence } from '../../store/evidence-reader.ts';
import { type Verification, verifyEvidence } from '../../store/verify-evidence.ts';
import type { Command, Given } from '../command.ts';
import { Disproof } from '../disproof.ts';
import { mistakeAt } from '../mistake.ts';
import { neededWords } from '../options.ts';
import { type CheckedProof, checkProof } from '../proof/check-proof.ts';
import { readText } from '../read-text.ts';
import type { Result } from '../result.ts';
import { storeOf } from '../store-of.ts';

interface ProvenDay {
  readonly day: string;
  readonly records: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Null where the day is not over. */
  readonly seal: string | null;
}

const verify: Command = {
  words: 'verify',
  usage: '[--seal <hash>] [--proof <file> [--export <file>] | --export <file>]',
  does: 'proves that no evidence was altered, removed or moved, and that the store still has a seal that you noted elsewhere; with --proof, that an export is what was recorded, without a hub; with --export alone, that a file of the pages is as this hub made it',
  options: ['seal', 'proof', 'export'],
  async run(given): Promise<Result> {
    neededWords(given);
    const { proof, export: exported } = given.options;
    if (proof !== undefined) return proofVerdict(await checkProof(resolve(proof), exported && resolve(exported)));
    const evidence = openEvidence(storeOf(given.config));
    try {
      return exported === undefined ? verdict(given, evidence) : exportVerdict(evidence, resolve(exported));
    } finally {
      evidence.close();
    }
  },
};

function verdict({ config, options }: Given, evidence: EvidenceReader): Result {
  const days: ProvenDay[] = [];
  const { dayOf } = createCalendar(config.property.timeZone);
  const { broken, removedThrough, lastSeal } = verifyEvidence(evidence, {
    dayOf,
    proven: ({ day, count, firstSeq, lastSeq, seal }) =>
      days.push({ day, records: count, firstSeq, lastSeq, seal: seal?.hash ?? null }),
  });
  const lost = broken ?? missingSeal(evidence, options['seal']);
  const json = {
    ok: lost === undefined,
    broken: lost ?? null,
    removedThrough: removedThrough ?? null,
    lastSeal: lastSeal?.hash ?? null,
    days,
  };
  const text = [...intro(removedThrough), ...days.map(dayLine), ...(lost ? [] : [conclusion(days, lastSeal)])].join(
    '\n',
  );
  if (lost !== undefined) throw new Disproof(wordBrokenLink(lost), { json, text });
  return { json, text };
}

/** A file that says itself what its rows hash to, beside what is on record to have been given out. */
function exportVerdict(evidence: EvidenceReader, path: string): Result {
  const checked = checkExport(readText(path), sha256);
  const onRecord = checked && evidence.exportNoted(checked.said);
  const { verdict: found, sha256: said, noted } = judgeExport(checked, onRecord);
  const madeAt = noted === undefined ? null : new Date(noted.at).toISOString();
  const json = { ok: found === 'as-made', verdict: found, sha256: said, madeAt, by: noted?.by ?? null };
  switch (found) {
    case 'as-made':
      return { json, text: `Proven: ${path} is as this hub gave it to ${json.by} at ${madeAt}.` };
    case 'no-export':
      throw mistakeAt('--export', 'a file that the pages exported, or a --proof beside it', path);
    case 'changed':
      throw new Disproof(`${path}: its rows are not what it says of them`, { json, text: '' });
    case 'relabelled':
      throw new Disproof(`${path}: its rows are as they were given out, what it says of itself is not`, {
        json,
        text: '',
      });
    case 'unknown':
      throw new Disproof(`${path}: this hub has not on record that it gave that out`, { json, text: '' });
  }
}

function proofVerdict({ header, broken }: CheckedProof): Result {
  const { property, kind, export: exported, seals, sealsCovered, madeAt } = header;
  const days = seals.slice(0, sealsCovered).map(({ day }) => day);
  const last = seals.at(-1);
  const json = {
    ok: broken === undefined,
    broken: broken ?? null,
    property,
    kind,
    rows: exported.rows,
    days,
    lastSeal: last?.hash ?? null,
  };
  if (broken !== undefined) throw new Disproof(wordBrokenLink(broken), { json, text: '' });
  const sealed =
    last === undefined ? 'No day of it is sealed yet' : `Compare with the hub: the seal of ${last.day} is ${last.hash}`;
  return { json, text: `Proven: ${countOf(exported.rows)} of ${kind} of ${property}, exported ${madeAt}. ${sealed}.` };
}

/** A seal that was noted elsewhere and is not here: the whole chain was made anew since, or cut back. */
function missingSeal(evidence: EvidenceReader, noted: string | undefined): BrokenLink | undefined {
  if (noted === undefined || evidence.seals().some(({ hash }) => hash === noted.toLowerCase())) return undefined;
  return {
    day: 'any day',
    seq: null,
    kind: 'seal',
    subject: noted,
    what: 'rewritten',
    detail: 'the store has no such seal: since it was noted, the chain was made anew or an older backup was restored',
  };
}

function intro(removedThrough: string | undefined): string[] {
  return removedThrough === undefined ? [] : [`until ${removedThrough}  removed after the years that evidence is kept`];
}

function dayLine({ day, records, firstSeq, lastSeq, seal }: ProvenDay): string {
  const range = records === 0 ? '' : `  ${firstSeq}–${lastSeq}`;
  return `${day}  ${countOf(records)}${range}  ${seal === null ? 'not sealed yet' : `seal ${seal.slice(0, 16)}`}`;
}

function conclusion(days: readonly ProvenDay[], lastSeal: Verification['lastSeal']): string {
  const records = days.reduce((sum, day) => sum + day.records, 0);
  const noted = lastSeal === undefined ? '' : ` The seal of ${lastSeal.day} is ${lastSeal.hash}.`;
  return `Proven: ${countOf(records)}, none altered, removed or moved.${noted}`;
}

export const verifyCommands: readonly Command[] = [verify];
