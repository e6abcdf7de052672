// Goes through the records once, in their order and with no more memory than one of them takes, and tells where a link, a seal or
// the chain's end does not fit. What exactly was done to the record is named by name-break.ts.
import { digestOf, type EvidenceRecord, firstLink, type Hash, linkOf, type VeiledRecord } from './evidence-record.ts';
import type { Seal } from './seal.ts';

/** Where the chain ends, kept apart from the records. */
export interface ChainHead {
  readonly seq: number;
  readonly link: string;
  /** Of all records that were ever written. */
  readonly count: number;
}

export interface Span {
  /** Unset: what is not sealed yet. */
  readonly seal?: Seal;
  readonly count: number;
  /** 0 where it has no record. */
  readonly firstSeq: number;
  readonly lastSeq: number;
}

export type Misfit<Shown extends VeiledRecord = EvidenceRecord> =
  /** The record does not fit on the one before it. */
  | { readonly at: 'record'; readonly record: Shown; readonly previousLink: string; readonly seal?: Seal }
  /** The records fit each other, their seal or the chain's head says something else. */
  | { readonly at: 'end'; readonly span: Span; readonly lastLink: string };

export interface ChainCheck<Shown extends VeiledRecord = EvidenceRecord> {
  /** Records in the order of `seq`. */
  take(record: Shown): Misfit<Shown> | undefined;
  /** After the last record. */
  end(): Misfit<Shown> | undefined;
}

export interface ChainCheckParts {
  /** In order, each whole; the spans that are to be looked at, and no others. */
  readonly seals: readonly Seal[];
  /** What the first record hangs on. */
  readonly startLink?: string;
  /** Unset: the records may end anywhere after the last seal. */
  readonly head?: Pick<ChainHead, 'link'>;
  readonly hash: Hash;
  /** A span that fits. */
  readonly proven: (span: Span) => void;
}

export function createChainCheck<Shown extends VeiledRecord = EvidenceRecord>(
  parts: ChainCheckParts,
): ChainCheck<Shown> {
  const { seals, startLink = firstLink, head, hash, proven } = parts;
  let link = startLink;
  let place = 0;
  let span = openSpan(seals[0]);

  function closeSpan(): Misfit<Shown> | undefined {
    const { seal } = span;
    if (seal !== undefined && !(seal.head === link && seal.count === span.count)) {
      return { at: 'end', span, lastLink: link };
    }
    proven(span);
    place += 1;
    span = openSpan(seals[place]);
    return undefined;
  }

  return {
    take(record) {
      while (span.seal !== undefined && record.seq > span.seal.lastSeq) {
        const misfit = closeSpan();
        if (misfit !== undefined) return misfit;
      }
      const isWhole = !('body' in record) || record.digest === digestOf(record as VeiledRecord as EvidenceRecord, hash);
      const fits = isWhole && record.link === linkOf(link, record, hash);
      if (!fits) return { at: 'record', record, previousLink: link, ...(span.seal && { seal: span.seal }) };
      link = record.link;
      span = { ...span, count: span.count + 1, firstSeq: span.firstSeq || record.seq, lastSeq: record.seq };
      return undefined;
    },
    end() {
      while (span.seal !== undefined) {
        const misfit = closeSpan();
        if (misfit !== undefined) return misfit;
      }
      if (head !== undefined && head.link !== link) return { at: 'end', span, lastLink: link };
      proven(span);
      return undefined;
    },
  };
}

function openSpan(seal: Seal | undefined): Span {
  return { count: 0, firstSeq: 0, lastSeq: 0, ...(seal && { seal }) };
}
