// Which words each page opens with.
import type { PhraseArea } from './languages.ts';

/** By the path of the page. */
export const areasAt: Readonly<Record<string, readonly PhraseArea[]>> = {
  '/': ['sign-in'],
  '/tasks': ['work', 'housekeeping'],
  '/engineering': ['work', 'engineering'],
  '/compliance': ['promises'],
  '/stays': ['promises'],
  '/wall': ['work', 'wall'],
  '/ca': ['install'],
};
