// Which languages there are and which one a person reads. A language is a file in strings/ with what every page says, and one
// in the folder of each area with what only its pages say; its name is its own word for itself. Only the language in use is
// loaded, and of it only what the page says.
/// <reference types="vite/client" />
import { closestLanguage } from './closest-language.ts';
import type { Message } from './message.ts';

export type Phrases = Readonly<Record<string, Message>>;

const files = import.meta.glob<Phrases>('../../strings/**/*.json', { import: 'default' });

/** What only some pages say. */
export type PhraseArea =
  | 'sign-in'
  | 'work'
  | 'task-sheet'
  | 'housekeeping'
  | 'engineering'
  | 'plant'
  | 'draw'
  | 'promises'
  | 'edit'
  | 'reports'
  | 'install'
  | 'phone'
  | 'leader'
  | 'wall';

const pathOf = (language: string, area?: PhraseArea) =>
  `../../strings/${area === undefined ? '' : `${area}/`}${language}.json`;

/** In the order in which a person is offered them. */
export const languages: readonly string[] = ['zh-Hans', 'en', 'es'];

const chosenKey = 'language';

export function chosenLanguage(): string {
  return localStorage.getItem(chosenKey) ?? closestLanguage(navigator.languages, languages);
}

export function rememberLanguage(language: string): void {
  localStorage.setItem(chosenKey, language);
}

export async function loadPhrases(language: string, areas: readonly PhraseArea[] = []): Promise<Phrases> {
  const parts = await Promise.all(
    [undefined, ...areas].map((area) => {
      const load = files[pathOf(language, area)] ?? files[pathOf('en', area)];
      if (load === undefined) throw new Error(`No phrases for ${language}, and none in English`);
      return load();
    }),
  );
  return Object.assign({}, ...parts);
}

/** The language's name in itself: 中文, English, Español. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language.split('-')[0], { type: 'language' }).of(
    language.split('-')[0] ?? language,
  );
  return name === undefined ? language : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
