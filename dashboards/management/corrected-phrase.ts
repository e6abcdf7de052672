// The corrected rate beside the original one, in words. Pure.
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';

/** Undefined where nothing is left to make a rate of. */
export function correctedPhrase({ original, setAside, rate }: Corrections['figures'][number]): Phrase | undefined {
  if (rate === null) return undefined;
  return phrase('correction.both', {
    original: original.met / (original.met + original.missed),
    corrected: rate,
    missed: setAside.missed,
    met: setAside.met,
  });
}
