// Which languages there are and which one a person reads. A language is one file in strings/; its name is its own
// word for itself. Only the language in use is loaded.
/// <reference types="vite/client" />
import { closestLanguage } from './closest-language.ts';
import type { Message } from './message.ts';

export type Phrases = Readonly<Record<string, Message>>;

const files = import.meta.glob<Phrases>('../../strings/*.json', { import: 'default' });

const codeOf = (path: string) => path.replace(/^.*\/(.+)\.json$/, '$1');

export const languages: readonly string[] = Object.keys(files).map(codeOf).sort().reverse();

const chosenKey = 'language';

export function chosenLanguage(): string {
  return localStorage.getItem(chosenKey) ?? closestLanguage(navigator.languages, languages);
}

export function rememberLanguage(language: string): void {
  localStorage.setItem(chosenKey, language);
}

export async function loadPhrases(language: string): Promise<Phrases> {
  const load = files[`../../strings/${language}.json`] ?? files['../../strings/en.json'];
  if (load === undefined) throw new Error(`No phrases for ${language}, and none in English`);
  return load();
}

/** The language's name in itself: 中文, English, Español. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language.split('-')[0], { type: 'language' }).of(
    language.split('-')[0] ?? language,
  );
  return name === undefined ? language : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
