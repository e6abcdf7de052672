// Points as lines of InfluxDB's line protocol. Names and values come made safe (safe-values.ts), so that what is left to do is to
// escape what the protocol itself uses. A library's writer took four fifths of the time that a sample costs after it was judged.

const inTag = /[,= ]/g;
const inText = /["\\]/g;

export type FieldValue = number | boolean | string;

/** A measurement with its tags, as a line begins. `tags` have no control characters and no backslash. */
export function seriesText(measurement: string, tags: Readonly<Record<string, string>>): string {
  let text = measurement;
  for (const name of Object.keys(tags).sort()) text += `,${name}=${tags[name]!.replace(inTag, escaped)}`;
  return text;
}

/** @param value a number is finite, a text has no line break */
export function fieldText(name: string, value: FieldValue): string {
  if (typeof value === 'string') return `${name}="${value.replace(inText, escaped)}"`;
  return `${name}=${value}`;
}

function escaped(character: string): string {
  return `\\${character}`;
}
