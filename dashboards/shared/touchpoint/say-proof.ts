// Proof phrases as text: what they name by code (`temperature`, `preferences`) is said in the reader's language too.
import type { Phrase } from '../i18n/phrase.ts';
import { usePage } from '../ui/page.ts';
import { type Proven, proofPhrases } from './proof-words.ts';

export function useSayProof(): (one: Phrase) => string {
  const { say, sayCode } = usePage();
  const figureName = useFigureName();
  return ({ key, values = {} }) => {
    const { what, subject } = values;
    return say(key, {
      ...values,
      ...(typeof what === 'string' && { what: listed(what, figureName) }),
      ...(typeof subject === 'string' && { subject: listed(subject, (code) => sayCode('field', code)) }),
    });
  };

  function listed(codes: string, nameOf: (code: string) => string): string {
    return codes.split(', ').map(nameOf).join(say('list.separator'));
  }
}

/** What a figure is headed by: its name, and its unit where it has one. */
export function useFigureName(): (code: string) => string {
  const { sayCode } = usePage();
  return (code) => {
    const measured = sayCode('measured', code);
    return measured === code ? sayCode('field', code) : measured;
  };
}

/** All that a cell's proof says, as one text. */
export function useProofText(): (one: Proven) => string {
  const { say } = usePage();
  const sayProof = useSayProof();
  return (one) => proofPhrases(one).map(sayProof).join(say('text.space'));
}
