// A proof without its hub: whether its records hang together up to the seals, and every row of the export is one of them.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type BrokenLink, countOf, wordDay, wordSealBreak } from '../../domain/evidence/broken-link.ts';
import { createChainCheck, type Misfit } from '../../domain/evidence/check-chain.ts';
import type { EvidenceRecord, VeiledRecord } from '../../domain/evidence/evidence-record.ts';
import { firstBrokenSeal } from '../../domain/evidence/seal.ts';
import { headerOf, type LineFormat, lineOf } from '../../domain/export/export-lines.ts';
import type { Fact } from '../../domain/facts.ts';
import { sealReference, sha256 } from '../../store/evidence-hash.ts';
import { shownRowOf } from '../../store/shown-rows.ts';
import { type ExportKind, exportKinds } from '../export-kinds.ts';
import { Mistake } from '../mistake.ts';
import { ProofHeader, readRecord } from './proof-file.ts';

export interface CheckedProof {
  readonly header: ProofHeader;
  readonly broken?: BrokenLink;
}

type Shown = EvidenceRecord | VeiledRecord;

/** @param exported the file that the export was printed to; unset checks the proof alone. @throws Mistake where a file is none. */
export async function checkProof(file: string, exported: string | undefined): Promise<CheckedProof> {
  const lines = linesOfFile(file);
  const header = readHeader(file, (await lines.next()).value);
  const kind = exportKinds[header.kind];
  if (kind?.proof === undefined) throw new Mistake(`${file}: is of ${header.kind}, which this hub does not know`);
  const rows = new Set<string>(headerOf(header.export.format, kind.columns));
  const names = namesOf(header);
  const take = (record: EvidenceRecord) => rows.add(rowLine(record, names, header.export.format, kind) ?? '');
  const broken = await checkRecords(file, lines, header, take);
  const found = broken ?? (exported === undefined ? undefined : await checkRows(exported, header, rows));
  return { header, ...(found && { broken: found }) };
}

function readHeader(file: string, line: string | undefined): ProofHeader {
  try {
    return ProofHeader.parse(JSON.parse(line ?? ''));
  } catch {
    throw new Mistake(`${file}: expected the proof of an export`);
  }
}

async function checkRecords(
  file: string,
  lines: AsyncIterable<string>,
  { seals, before, startLink, sealsCovered }: ProofHeader,
  whole: (record: EvidenceRecord) => void,
): Promise<BrokenLink | undefined> {
  const brokenSeal = firstBrokenSeal(seals, sha256, before);
  if (brokenSeal !== undefined) return wordSealBreak(brokenSeal);
  const check = createChainCheck<Shown>({
    seals: seals.slice(0, sealsCovered),
    startLink,
    hash: sha256,
    proven: () => {},
  });
  for await (const line of lines) {
    const record = readOrRefuse(file, line);
    const misfit = check.take(record);
    if (misfit !== undefined) return nameMisfit(misfit);
    if ('body' in record) whole(record);
  }
  const misfit = check.end();
  return misfit && nameMisfit(misfit);
}

function readOrRefuse(file: string, line: string): Shown {
  try {
    return readRecord(line);
  } catch {
    throw new Mistake(`${file}: expected a record, found ${JSON.stringify(line.slice(0, 60))}`);
  }
}

function nameMisfit(misfit: Misfit<Shown>): BrokenLink {
  if (misfit.at === 'end') {
    const { seal, count } = misfit.span;
    const words = seal === undefined ? { what: 'rewritten' as const, detail: '' } : wordDay(seal, count);
    return { day: seal?.day ?? '', seq: null, kind: 'day', subject: null, ...words };
  }
  const { record, seal } = misfit;
  const known = 'body' in record ? { kind: record.type, subject: record.subject } : { kind: 'record', subject: null };
  const detail = 'it does not fit on the one before it, or does not say what it said';
  return { day: seal?.day ?? 'not sealed yet', seq: record.seq, ...known, what: 'altered', detail };
}

/** By what the evidence has in its place, the reference of each stay that the export names. */
function namesOf({ stays }: ProofHeader): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(stays).map(([name, secret]) => [sealReference(Buffer.from(secret, 'hex'), name), name]),
  );
}

/** The line of the export that the record makes. */
function rowLine(record: EvidenceRecord, names: ReadonlyMap<string, string>, format: LineFormat, kind: ExportKind) {
  const fact = JSON.parse(record.body) as Fact & { readonly sealedReference?: string };
  const shown = shownRowOf(fact, record.seq, record.at);
  const reference = names.get(fact.sealedReference ?? '');
  const row = shown && kind.proof?.rowOf(fact, shown.row, reference);
  return row && lineOf(format, kind.columns, row);
}

async function checkRows(
  exported: string,
  header: ProofHeader,
  rows: ReadonlySet<string>,
): Promise<BrokenLink | undefined> {
  const hash = createHash('sha256');
  let count = header.export.format === 'csv' ? -1 : 0;
  const ofRow = { day: header.kind, seq: null, kind: 'row', subject: null } as const;
  for await (const line of linesOfFile(exported)) {
    hash.update(`${line}\n`);
    count += 1;
    const subject = line.slice(0, 80);
    if (!rows.has(line)) return { ...ofRow, subject, what: 'altered', detail: 'no record of the proof says this' };
  }
  if (count < header.export.rows) {
    const detail = `${countOf(header.export.rows)} were exported, ${count} are in the file`;
    return { ...ofRow, kind: 'file', what: 'missing', detail };
  }
  if (hash.digest('hex') === header.export.sha256) return undefined;
  const detail = 'the rows are records of the proof, in another order or twice';
  return { ...ofRow, kind: 'file', what: count > header.export.rows ? 'doubled' : 'reordered', detail };
}

async function* linesOfFile(path: string): AsyncGenerator<string, undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`${path}: cannot be read (${error.code})`);
  });
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
  return undefined;
}
