// A value as it is shown to the one who wrote it: short, on one line, however large or deep it is.

const longestChars = 60;
/** More of a value than this could not be shown anyway. */
const mostParts = 10;
const deepest = 4;

export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(outline(value, deepest)) ?? String(value);
  return text.length > longestChars ? `${text.slice(0, longestChars - 3)}…` : text;
}

/** The beginning of a value: a mebibyte of brackets is no work, and no deeper than the stack. */
function outline(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, 2 * longestChars);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, mostParts).map((part) => outline(part, depth - 1));
  const parts = Object.entries(value).slice(0, mostParts);
  return Object.fromEntries(parts.map(([key, part]) => [key, outline(part, depth - 1)]));
}
