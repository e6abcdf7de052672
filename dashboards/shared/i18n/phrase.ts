// A sentence that is not yet in a language: what a view-model hands to a page.
import type { Values } from './message.ts';
import type { PhraseKey, Say } from './translator.ts';

export interface Phrase {
  readonly key: PhraseKey;
  readonly values?: Values;
}

export function phrase(key: PhraseKey, values?: Values): Phrase {
  return values === undefined ? { key } : { key, values };
}

export function sayPhrase(say: Say, { key, values }: Phrase): string {
  return say(key, values);
}
