// The sentence that says the same as the picture of a draw.
import type { DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { type Phrase, phrase } from '../i18n/phrase.ts';
import type { PhraseKey } from '../i18n/translator.ts';

type Told = Pick<DrawWithCurve, 'outcome' | 'reason' | 'seconds' | 'uncertainty' | 'censored' | 'promise' | 'endedAt'>;

export function drawSentence(draw: Told): Phrase {
  const { outcome, reason, seconds, uncertainty, promise } = draw;
  const values = { target: promise?.target ?? 0, limit: promise?.limit ?? 0, seconds: seconds ?? 0, uncertainty };
  if (promise === null) return phrase(`outcome.${outcome}`);
  switch (outcome) {
    case 'met':
      return phrase(promise.below ? 'draw.sentence.metCold' : 'draw.sentence.met', values);
    case 'missed':
      return phrase(missedKey(draw, promise.below), values);
    case 'inconclusive':
      return phrase('draw.sentence.inconclusive', values);
    case 'excluded':
      return phrase(reason === null ? 'outcome.excluded' : (`draw.excluded.${reason}` satisfies PhraseKey), values);
  }
}

function missedKey({ seconds, censored, endedAt }: Told, below: boolean): PhraseKey {
  if (seconds !== null) return below ? 'draw.sentence.missedCold' : 'draw.sentence.missed';
  if (!censored || endedAt === null) return 'draw.sentence.missedSoFar';
  return below ? 'draw.sentence.neverCold' : 'draw.sentence.neverHot';
}
