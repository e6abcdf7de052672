// An export on its way out, and behind it the file that proves it: made of the evidence itself, after the last row.
import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { firstLink } from '../../domain/evidence/evidence-record.ts';
import { beforeFirstSeal } from '../../domain/evidence/seal.ts';
import type { LineFormat } from '../../domain/export/export-lines.ts';
import { type EvidenceReader, openEvidence } from '../../store/evidence-reader.ts';
import type { ShownTable } from '../../store/shown-rows.ts';
import type { Given } from '../command.ts';
import { linesOf } from '../evidence-lines.ts';
import type { ExportKind, Range } from '../export-kinds.ts';
import { storeOf } from '../store-of.ts';
import { lineOfRecord, type ProofHeader, proofFormat } from './proof-file.ts';

export interface ProvenExport {
  readonly given: Given;
  /** Absolute. */
  readonly file: string;
  readonly kind: string;
  readonly wanted: ExportKind;
  readonly format: LineFormat;
  readonly range: Range;
  readonly items: AsyncIterable<object>;
}

/** The lines of the export; the proof is there when the last has been taken. */
export async function* withProof(what: ProvenExport): AsyncGenerator<string> {
  const { given, file, kind, wanted, format, range, items } = what;
  const ids: string[] = [];
  const stays = new Set<string>();
  const hash = createHash('sha256');
  const seen = async function* () {
    for await (const item of items) {
      const { id, stay } = item as { id: string; stay?: string | null };
      ids.push(id);
      if (stay) stays.add(stay);
      yield item;
    }
  };
  for await (const line of linesOf(format, wanted.columns, seen())) {
    hash.update(`${line}\n`);
    yield line;
  }
  const evidence = openEvidence(storeOf(given.config));
  try {
    const whole = recordsOf(evidence, wanted.proof!.table, ids);
    const header = {
      format: proofFormat,
      property: given.config.property.id,
      kind,
      from: range.from ?? null,
      to: range.to ?? null,
      madeAt: new Date().toISOString(),
      export: { format, rows: ids.length, sha256: hash.digest('hex') },
      stays: Object.fromEntries(
        [...stays].map((reference) => evidence.secretOf(reference)).filter((known) => known !== undefined),
      ),
    } as const;
    await writeProof(file, header, evidence, whole);
  } finally {
    evidence.close();
  }
}

function recordsOf(evidence: EvidenceReader, table: ShownTable, ids: readonly string[]): ReadonlySet<number> {
  return new Set(ids.map((id) => Number(evidence.shown(table, id)?.['seq'])));
}

type Section = Pick<ProofHeader, 'startLink' | 'before' | 'seals' | 'sealsCovered'>;

async function writeProof(
  file: string,
  header: Omit<ProofHeader, keyof Section>,
  evidence: EvidenceReader,
  whole: ReadonlySet<number>,
): Promise<void> {
  const { section, from, to } = sectionOf(evidence, whole);
  const partial = `${file}.partial`;
  const out = await open(partial, 'w', 0o600);
  try {
    await out.write(`${JSON.stringify({ ...header, ...section } satisfies ProofHeader)}\n`);
    if (whole.size > 0) {
      for (const record of evidence.records({ from, to })) {
        await out.write(`${lineOfRecord(record, whole.has(record.seq))}\n`);
      }
    }
    await out.sync();
  } finally {
    await out.close();
  }
  await rename(partial, file);
}

/** Whole days, so that their seals can be checked; what is not sealed yet, up to the last record of the export. */
function sectionOf(evidence: EvidenceReader, whole: ReadonlySet<number>) {
  const seals = evidence.seals();
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const seq of whole) [first, last] = [Math.min(first, seq), Math.max(last, seq)];
  const begins = seals.findIndex((seal) => seal.lastSeq >= first);
  const start = begins < 0 ? seals.length : begins;
  const before = seals[start - 1];
  const covered = seals.slice(start).filter((seal) => seal.firstSeq <= last);
  const section: Section = {
    startLink: before?.head ?? firstLink,
    before: before === undefined ? beforeFirstSeal : { number: before.number, hash: before.hash },
    seals: seals.slice(start),
    sealsCovered: covered.length,
  };
  return { section, from: (before?.lastSeq ?? 0) + 1, to: Math.max(last, covered.at(-1)?.lastSeq ?? 0) };
}
