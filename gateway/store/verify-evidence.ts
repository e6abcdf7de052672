// Whether the evidence of a hub is what it was when it was recorded: every record on the one before it, every day against its seal,
// the end against the head, and what people are shown against the records. Ends at the first thing that does not fit.
import { type BrokenLink, countOf, wordDay, wordSealBreak, wordTampering } from '../domain/evidence/broken-link.ts';
import { type ChainHead, createChainCheck, type Misfit, type Span } from '../domain/evidence/check-chain.ts';
import type { EvidenceRecord } from '../domain/evidence/evidence-record.ts';
import { nameBreak } from '../domain/evidence/name-break.ts';
import { firstBrokenSeal, type Seal } from '../domain/evidence/seal.ts';
import { sha256 } from './evidence-hash.ts';
import type { EvidenceReader, SeqRange } from './evidence-reader.ts';
import { createShownCheck } from './shown-check.ts';

export interface Verification {
  /** Unset: everything fits. */
  readonly broken?: BrokenLink;
  /** The last day whose records are gone after their years, as the chain itself says. */
  readonly removedThrough?: string;
  readonly lastSeal?: Seal;
}

export interface VerifyOptions {
  /** Of the property's time zone. */
  readonly dayOf: (at: number) => string;
  /** A day that fits; the last one may have no seal yet. */
  readonly proven: (span: Span & { readonly day: string }) => void;
}

export function verifyEvidence(evidence: EvidenceReader, { dayOf, proven }: VerifyOptions): Verification {
  const seals = evidence.seals();
  const head = evidence.head();
  const lastSeal = seals.at(-1);
  const outcome = (broken: BrokenLink | undefined, removed?: Seal): Verification => ({
    ...(broken && { broken }),
    ...(removed && { removedThrough: removed.day }),
    ...(lastSeal && { lastSeal }),
  });

  const brokenSeal = firstBrokenSeal(seals, sha256);
  if (brokenSeal !== undefined) return outcome(wordSealBreak(brokenSeal));

  const [first] = evidence.records({}).take(1);
  const { removed, torn } = removedSeals(seals, first, evidence.removedUntil());
  if (torn !== undefined) {
    return outcome({
      day: torn.day,
      seq: torn.firstSeq,
      kind: 'record',
      subject: null,
      what: 'missing',
      detail: `it is gone, and no removal of the day’s ${countOf(torn.count)} is on record`,
    });
  }
  const kept = seals.slice(removed.length);
  const lastRemoved = removed.at(-1);
  const shows = createShownCheck(evidence, dayOf);
  const check = createChainCheck({
    seals: kept,
    ...(lastRemoved && { startLink: lastRemoved.head }),
    head,
    hash: sha256,
    proven: (span) => {
      if (span.seal !== undefined || span.count > 0) proven({ ...span, day: span.seal?.day ?? dayOf(lastAt) });
    },
  });
  let lastAt = first?.at ?? 0;
  for (const record of evidence.records({ from: (lastRemoved?.lastSeq ?? 0) + 1 })) {
    const misfit = check.take(record);
    if (misfit !== undefined) return outcome(nameMisfit(evidence, misfit, head, dayOf), lastRemoved);
    lastAt = record.at;
    const unlike = shows.take(record);
    if (unlike !== undefined) return outcome(unlike, lastRemoved);
  }
  const misfit = check.end();
  if (misfit !== undefined) return outcome(nameMisfit(evidence, misfit, head, dayOf), lastRemoved);
  return outcome(shows.end(dayOf(lastAt)), lastRemoved);
}

/** Days that are gone from the beginning; `torn`: the first that is gone, or half gone, though nothing on record says so. */
function removedSeals(seals: readonly Seal[], first: EvidenceRecord | undefined, removedUntil: number) {
  const firstSeq = first?.seq ?? Number.POSITIVE_INFINITY;
  const removed = seals.filter((seal) => seal.firstSeq < firstSeq && seal.lastSeq <= removedUntil);
  const torn = seals[removed.length];
  return torn !== undefined && torn.firstSeq < firstSeq ? { removed, torn } : { removed };
}

function nameMisfit(
  evidence: EvidenceReader,
  misfit: Misfit,
  head: ChainHead,
  dayOf: (at: number) => string,
): BrokenLink {
  if (misfit.at === 'end') return nameEnd(misfit, head.seq);
  const { record, previousLink, seal } = misfit;
  const { range, count } = seal === undefined ? unsealedPart(evidence, head) : partOf(seal);
  const lacking = count - evidence.count(range);
  const [next] = evidence.records({ from: record.seq + 1 }).take(1);
  const { tampering, otherSeq } = nameBreak({
    previousLink,
    record,
    next,
    headLink: head.link,
    lacking,
    all: () => evidence.records({}),
    hash: sha256,
  });
  return {
    day: seal?.day ?? dayOf(record.at),
    seq: record.seq,
    kind: record.type,
    subject: record.subject,
    what: tampering,
    detail: wordTampering(tampering, otherSeq, lacking),
  };
}

function partOf({ firstSeq, lastSeq, count }: Seal): { readonly range: SeqRange; readonly count: number } {
  return { range: { from: firstSeq, to: lastSeq }, count };
}

function unsealedPart(evidence: EvidenceReader, head: ChainHead): ReturnType<typeof partOf> {
  const seals = evidence.seals();
  const sealed = seals.reduce((sum, { count }) => sum + count, 0);
  return { range: { from: (seals.at(-1)?.lastSeq ?? 0) + 1 }, count: head.count - sealed };
}

function nameEnd({ span }: Extract<Misfit, { at: 'end' }>, headSeq: number): BrokenLink {
  const { seal, lastSeq, count } = span;
  if (seal !== undefined) {
    const seq = count === 0 ? seal.firstSeq : null;
    return { day: seal.day, seq, kind: 'day', subject: null, ...wordDay(seal, count) };
  }
  const isShort = headSeq > lastSeq;
  return {
    day: 'not sealed yet',
    seq: isShort ? headSeq : lastSeq,
    kind: 'record',
    subject: null,
    what: isShort ? 'missing' : 'rewritten',
    detail: isShort
      ? 'the chain ends before the last record that was written'
      : 'the links were made anew: they fit each other, not the end of the chain',
  };
}
