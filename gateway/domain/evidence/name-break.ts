// What was done to the first record that does not fit: told from the record itself, the one after it, and all the others.
import { digestOf, type EvidenceRecord, type Hash, linkOf } from './evidence-record.ts';

export const tamperings = ['altered', 'missing', 'reordered', 'doubled', 'added'] as const;
export type Tampering = (typeof tamperings)[number];

export interface BreakParts {
  /** The link that the record should hang on. */
  readonly previousLink: string;
  readonly record: EvidenceRecord;
  readonly next: EvidenceRecord | undefined;
  /** Where the chain ends, as it is kept apart from the records. */
  readonly headLink?: string;
  /** How many records the day lacks. */
  readonly lacking: number;
  /** Every record there is, in order; gone through more than once, never held. */
  readonly all: () => Iterable<EvidenceRecord>;
  readonly hash: Hash;
}

export interface NamedBreak {
  readonly tampering: Tampering;
  /** The other record that it has to do with: its double, or the one that it changed places with. */
  readonly otherSeq?: number;
}

export function nameBreak({ previousLink, record, next, headLink, lacking, all, hash }: BreakParts): NamedBreak {
  const digest = digestOf(record, hash);
  const others = function* () {
    for (const other of all()) if (other.seq !== record.seq) yield other;
  };
  const find = (isIt: (other: EvidenceRecord) => boolean) => others().find(isIt);
  const named = (tampering: Tampering, other?: EvidenceRecord): NamedBreak => ({
    tampering,
    ...(other && { otherSeq: other.seq }),
  });

  if (digest !== record.digest) {
    const owner = find((other) => other.digest === digest);
    if (owner === undefined) return named('altered');
    return named(digestOf(owner, hash) === owner.digest ? 'doubled' : 'reordered', owner);
  }
  const rightLink = linkOf(previousLink, record, hash);
  const fitsOn = (link: string, seq: number, other: EvidenceRecord) =>
    other.link === linkOf(link, { seq, digest: other.digest }, hash);
  /** Whether what comes after the record hangs on `link`. */
  const goesOnFrom = (link: string) => (next === undefined ? headLink === link : fitsOn(link, next.seq, next));
  if (goesOnFrom(rightLink)) return named('altered');
  if (goesOnFrom(previousLink)) {
    const double = find((other) => other.digest === digest);
    return double === undefined ? named('added') : named('doubled', double);
  }

  // The one that belongs here stands elsewhere, or the one that this hangs on does.
  const moved = find((other) => fitsOn(previousLink, record.seq, other) || fitsOn(other.link, record.seq, record));
  if (moved !== undefined) return named('reordered', moved);
  // Nothing is gone: its digest was made anew, to fit what it says now.
  return named(lacking > 0 ? 'missing' : 'altered');
}
