// Where a figure comes from, in the reader's language where the hub itself wrote it; the house's own words stay as they are. Pure.
import { type Phrase, phrase } from '../i18n/phrase.ts';

export function citation(source: string): Phrase {
  const changed = /^set by (.+), (\d{4}-\d{2}-\d{2})$/.exec(source);
  if (changed !== null) return phrase('cite.setBy', { name: changed[1] ?? '', at: Date.parse(changed[2] ?? '') });
  if (/^house rule.*Chinese building codes/.test(source)) return phrase('cite.houseAndCodes');
  const level = /^VDI 6003, level (II|III), shower$/.exec(source)?.[1];
  if (level !== undefined) return phrase('cite.vdi', { level });
  return /^house rule\b/.test(source) ? phrase('cite.house') : phrase('cite.own', { source });
}
