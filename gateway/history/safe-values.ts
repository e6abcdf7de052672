// Values made safe for the line protocol before the client sees them: node-influx writes a newline, a trailing backslash,
// an empty tag or NaN as they are, and the server then reads other points, or none. Different values stay different.
import { createHash } from 'node:crypto';

/** A series key may hold 65,535 bytes; no id of a hotel comes near this. */
const longestTag = 200;
const longestText = 4_096;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass.
const unsafeInTag = /[\u0000-\u001f\u007f\\%]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a tab or a newline in a note is a space to a reader.
const controlInText = /[\u0000-\u001f\u007f]/g;

/** A tag value, or undefined where there is nothing to say: a tag must not be empty. `\`, `%` and controls become `%5C`, … */
export function safeTag(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const tag = value.toWellFormed().replace(unsafeInTag, percentEncoded);
  if (tag.length <= longestTag) return tag;
  const fingerprint = createHash('sha256').update(tag).digest('hex').slice(0, 16);
  return `${tag.slice(0, longestTag).toWellFormed()}~${fingerprint}`;
}

/** A field value, or undefined where the point must do without it. */
export function safeField(value: unknown): number | boolean | string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return value.slice(0, longestText).toWellFormed().replace(controlInText, ' ');
}

/** What `make` can make of each; the others are left out. */
export function present<In, Out>(values: Readonly<Record<string, In>>, make: (value: In) => Out | undefined) {
  const made: Record<string, Out> = {};
  for (const [name, value] of Object.entries(values)) {
    const safe = make(value);
    if (safe !== undefined) made[name] = safe;
  }
  return made;
}

const readingName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
/** A field named like a tag, or like the column of the time, cannot be asked for. */
const takenNames: ReadonlySet<string> = new Set(['time', 'property', 'device', 'kind', 'space']);

/** Readings of the hub's own kinds all pass; what a foreign format brings may not. */
export function isReadingName(name: string): boolean {
  return readingName.test(name) && !takenNames.has(name);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
