// What is kept of a day's records, apart from them: how many there were, and the last link. Seals are a chain of their own, so
// that the records of a day may go after their years while the days around it stay provable.
import type { Hash } from './evidence-record.ts';

export interface Seal {
  /** Counts from 1, without a gap. */
  readonly number: number;
  /** Of the property's time zone, `2026-03-29`. A host clock that was set back can give one day two seals. */
  readonly day: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly count: number;
  /** The link of the last record. */
  readonly head: string;
  /** Hub clock, Unix ms. */
  readonly sealedAt: number;
  /** The hash of the seal before; of the first one `firstSealHash`. */
  readonly previous: string;
  readonly hash: string;
}

export const firstSealHash = '0'.repeat(64);

export function sealHash(
  { number, day, firstSeq, lastSeq, count, head, sealedAt, previous }: Omit<Seal, 'hash'>,
  hash: Hash,
): string {
  return hash([previous, number, day, firstSeq, lastSeq, count, head, sealedAt].join(' '));
}

export interface SealBreak {
  readonly day: string;
  readonly what: 'seal-altered' | 'seal-missing';
  /** Of the seal that is wrong, or of the first that is missing. */
  readonly number: number;
}

/** What the first seal of a property hangs on. */
export const beforeFirstSeal = { number: 0, hash: firstSealHash } as const;

/** The first seal that is not as it was made, or not there, of those after `before`. In the order of their numbers. */
export function firstBrokenSeal(
  seals: readonly Seal[],
  hash: Hash,
  before: Pick<Seal, 'number' | 'hash'> = beforeFirstSeal,
): SealBreak | undefined {
  let last: Pick<Seal, 'number' | 'hash'> & { readonly day?: string } = before;
  for (const seal of seals) {
    const number = last.number + 1;
    if (seal.number !== number) return { day: last.day ?? seal.day, what: 'seal-missing', number };
    const fits = seal.previous === last.hash && seal.hash === sealHash(seal, hash);
    if (!fits) return { day: seal.day, what: 'seal-altered', number };
    last = seal;
  }
  return undefined;
}
