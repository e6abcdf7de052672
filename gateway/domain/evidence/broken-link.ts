// The first place where evidence is not what it was, in words that a person can follow up.
import type { Tampering } from './name-break.ts';
import type { Seal, SealBreak } from './seal.ts';

export interface BrokenLink {
  readonly day: string;
  /** Of the record, where it is one. */
  readonly seq: number | null;
  /** `task-changed`; the kind of what is wrong where it is no record: `seal`, `draw`. */
  readonly kind: string;
  /** What the record or row is about: an id. */
  readonly subject: string | null;
  readonly what: Tampering | 'rewritten' | 'damaged';
  readonly detail: string;
}

const recordDetails: Readonly<Record<Tampering, (other: number | undefined) => string>> = {
  altered: () => 'it does not say what it said when it was linked',
  missing: () => 'what stood before it is gone',
  reordered: (other) => `it does not stand in its place: it belongs where record ${other} is, or the other way round`,
  doubled: (other) => `it repeats record ${other}`,
  added: () => 'it was put in: the records around it fit each other without it',
};

export function wordTampering(tampering: Tampering, otherSeq: number | undefined, missing: number): string {
  if (tampering === 'missing' && missing > 0) return `${wordGone(missing)} before it`;
  return recordDetails[tampering](otherSeq);
}

/** A day whose records fit each other, but not its seal. */
export function wordDay(seal: Seal, count: number): Pick<BrokenLink, 'what' | 'detail'> {
  if (count === 0) return { what: 'missing', detail: `${wordGone(seal.count)}: all of the day` };
  if (count < seal.count) {
    return { what: 'missing', detail: `${wordGone(seal.count - count)} at the end of the day` };
  }
  return { what: 'rewritten', detail: 'its links were made anew: they fit each other, not the seal of the day' };
}

/** A seal that is not as it was made, or that is not there. */
export function wordSealBreak({ day, number, what }: SealBreak): BrokenLink {
  const isMissing = what === 'seal-missing';
  const detail = isMissing ? `seal ${number}, which comes next, is gone` : `seal ${number} is not as it was made`;
  return { day, seq: null, kind: 'seal', subject: String(number), what: isMissing ? 'missing' : 'altered', detail };
}

function wordGone(records: number): string {
  return `${countOf(records)} ${records === 1 ? 'is' : 'are'} gone`;
}

export function countOf(records: number): string {
  return records === 1 ? '1 record' : `${records} records`;
}

/** `2026-03-29, record 5120 (task-changed t-17): reordered: …` */
export function wordBrokenLink({ day, seq, kind, subject, what, detail }: BrokenLink): string {
  const about = subject === null ? kind : `${kind} ${subject}`;
  const place = seq === null ? about : `record ${seq} (${about})`;
  return `${day}, ${place}: ${what}: ${detail}`;
}
