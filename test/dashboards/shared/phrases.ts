// The pages' phrases as they stand in strings/: those of all pages, and those of each area.
import { readFileSync } from 'node:fs';
import type { PhraseArea } from '../../../dashboards/shared/i18n/languages.ts';
import type { Message } from '../../../dashboards/shared/i18n/message.ts';

export type { PhraseArea };

/** Undefined: what every page says. */
export const phraseAreas: readonly (PhraseArea | undefined)[] = [
  undefined,
  'sign-in',
  'work',
  'task-sheet',
  'housekeeping',
  'engineering',
  'plant',
  'draw',
  'promises',
  'edit',
  'wall',
  'install',
  'phone',
  'leader',
  'reports',
];

export function phrasesOfArea(language: string, area: PhraseArea | undefined): Record<string, Message> {
  const path = `${area === undefined ? '' : `${area}/`}${language}.json`;
  return JSON.parse(readFileSync(new URL(`../../../dashboards/strings/${path}`, import.meta.url), 'utf8'));
}

export function phrasesOf(language: string): Record<string, Message> {
  return Object.assign({}, ...phraseAreas.map((area) => phrasesOfArea(language, area)));
}
