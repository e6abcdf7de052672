// The proof of an export: one JSON value a line. The first says what is proven and holds the seals; then come the records of the
// days that it is about, those of the export whole, all others as digest and link alone.
import { z } from 'zod';
import type { EvidenceRecord, VeiledRecord } from '../../domain/evidence/evidence-record.ts';
import { lineFormats } from '../../domain/export/export-lines.ts';

export const proofFormat = 'touchpoint-hub-proof/1';

const Seal = z.object({
  number: z.number().int(),
  day: z.string(),
  firstSeq: z.number().int(),
  lastSeq: z.number().int(),
  count: z.number().int(),
  head: z.string(),
  sealedAt: z.number(),
  previous: z.string(),
  hash: z.string(),
});

export const ProofHeader = z.object({
  format: z.literal(proofFormat),
  property: z.string(),
  kind: z.string(),
  /** RFC 3339; null where the export was not limited. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  madeAt: z.string(),
  export: z.object({ format: z.enum(lineFormats), rows: z.number().int(), sha256: z.string() }),
  /** The first record hangs on this. */
  startLink: z.string(),
  /** The first seal hangs on this one. */
  before: z.object({ number: z.number().int(), hash: z.string() }),
  /** From the first day that the proof is about to the newest of the hub. */
  seals: z.array(Seal),
  /** How many of them have their records here: the first ones. */
  sealsCovered: z.number().int(),
  /** By reference, what it is hashed with in the evidence, hex. Of stays that the export names. */
  stays: z.record(z.string(), z.string()),
});
export type ProofHeader = z.infer<typeof ProofHeader>;

const Veiled = z.tuple([z.number().int(), z.string(), z.string()]);
const Whole = z.object({
  seq: z.number().int(),
  at: z.number(),
  type: z.string(),
  subject: z.string(),
  body: z.string(),
  digest: z.string(),
  link: z.string(),
});

export function lineOfRecord(record: EvidenceRecord, isWhole: boolean): string {
  const { seq, digest, link } = record;
  return JSON.stringify(isWhole ? record : [seq, digest, link]);
}

/** @throws where the line is neither. */
export function readRecord(line: string): EvidenceRecord | VeiledRecord {
  const value: unknown = JSON.parse(line);
  if (!Array.isArray(value)) return Whole.parse(value);
  const [seq, digest, link] = Veiled.parse(value);
  return { seq, digest, link };
}
