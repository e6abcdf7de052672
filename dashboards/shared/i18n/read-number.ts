// A number as people type it: with a comma or a point, whichever their language has and whatever their keyboard gives. Pure.

/** Digits before and after one mark; three digits after it could be thousands as well, so they are no number here. */
const plain = /^[-+]?\d+(?:[.,]\d{1,2}|[.,]\d{4,})?$/;

/** Undefined for what is no number, and for what two people would read as different ones: `1,200`. */
export function readNumber(text: string): number | undefined {
  // A Chinese keyboard gives digits and marks of full width.
  const typed = text.normalize('NFKC').trim();
  return plain.test(typed) ? Number(typed.replace(',', '.')) : undefined;
}

/** @param number as programs write it: `9.5`. */
export function withMarkOf(language: string, number: string): string {
  const mark = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;
  return number.replace('.', mark ?? '.');
}
