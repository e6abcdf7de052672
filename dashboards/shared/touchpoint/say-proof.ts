// Proof phrases as text: what they name by code (`temperature`, `preferences`) is said in the reader's language too.
import type { Phrase } from '../i18n/phrase.ts';
import { usePage } from '../ui/page.ts';
import { type Proven, proofPhrases } from './proof-words.ts';

export function useSayProof(): (one: Phrase) => string {
  const { say, sayCode } = usePage();
  return ({ key, values = {} }) => {
    const { what } = values;
    if (typeof what !== 'string') return say(key, values);
    const named = what.split(', ').map((code) => sayCode('field', code));
    return say(key, { ...values, what: named.join(say('list.separator')) });
  };
}

/** All that a cell's proof says, as one text. */
export function useProofText(): (one: Proven) => string {
  const sayProof = useSayProof();
  return (one) => proofPhrases(one).map(sayProof).join(' ');
}
