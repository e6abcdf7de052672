// Proof phrases as text: what they name by code (`temperature`, `preferences`) is said in the reader's language too.
import type { Phrase } from '../i18n/phrase.ts';
import { usePage } from '../ui/page.ts';
import { type Proven, proofPhrases } from './proof-words.ts';

export function useSayProof(): (one: Phrase) => string {
  const { say, sayCode } = usePage();
  return ({ key, values = {} }) => {
    const { what, subject } = values;
    return say(key, {
      ...values,
      ...(typeof what === 'string' && { what: listed(what, fieldOf) }),
      ...(typeof subject === 'string' && { subject: listed(subject, subjectOf) }),
    });
  };

  function listed(codes: string, nameOf: (code: string) => string): string {
    return codes.split(', ').map(nameOf).join(say('list.separator'));
  }
  /** As the head of a figure, with its unit. */
  function fieldOf(code: string): string {
    return sayCode('field', code);
  }
  /** As what a sentence is about, where it has no figure. */
  function subjectOf(code: string): string {
    const word = sayCode('subject', code);
    return word === code ? fieldOf(code) : word;
  }
}

/** All that a cell's proof says, as one text. */
export function useProofText(): (one: Proven) => string {
  const { say } = usePage();
  const sayProof = useSayProof();
  return (one) => proofPhrases(one).map(sayProof).join(say('text.space'));
}
