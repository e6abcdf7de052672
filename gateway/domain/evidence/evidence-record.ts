// One record of the evidence as it lies in the log: its digest is of what it says, its link of its place. Whoever changes, removes
// or moves a record has to make every link after it anew. The hash is passed in: SHA-256 over UTF-8, as lower-case hex.

export interface EvidenceRecord {
  /** The hub's one order, strictly rising; samples take numbers too, so that records leave gaps. */
  readonly seq: number;
  /** Hub clock, Unix ms. */
  readonly at: number;
  readonly type: string;
  readonly subject: string;
  /** JSON, to the byte as it is stored. */
  readonly body: string;
  readonly digest: string;
  readonly link: string;
}

/** As a proof shows what it is not about: that it is there, and not what it says. */
export type VeiledRecord = Pick<EvidenceRecord, 'seq' | 'digest' | 'link'>;

export type Hash = (text: string) => string;

/** What the first record of a property hangs on. */
export const firstLink = '0'.repeat(64);

/** What a digest is of. Only the body may hold anything at all, so it comes last: no two records say the same. */
export function recordText({ at, type, subject, body }: Omit<EvidenceRecord, 'seq' | 'digest' | 'link'>): string {
  return `${at} ${type} ${subject.length} ${subject} ${body}`;
}

/** What the link of a record is of. */
export function linkText(previousLink: string, seq: number, digest: string): string {
  return `${previousLink} ${seq} ${digest}`;
}

export function digestOf(record: Omit<EvidenceRecord, 'seq' | 'digest' | 'link'>, hash: Hash): string {
  return hash(recordText(record));
}

export function linkOf(previousLink: string, { seq, digest }: Pick<EvidenceRecord, 'seq' | 'digest'>, hash: Hash) {
  return hash(linkText(previousLink, seq, digest));
}
