// The figures of a promise of service as phrases: how long, by when, between what. Pure.
import type { ServiceStandard } from '../../gateway/api/contract/standard.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { listOf, subjectOf, type Terms, yesOrNo } from './standard-terms.ts';

export function figurePhrases(standard: ServiceStandard): readonly Phrase[] {
  return [...ofKind(standard), phrase('figure.share', { share: standard.targetShare }), ...state(standard)];
}

function state({ enabled, offered }: ServiceStandard): readonly Phrase[] {
  if (!enabled) return [phrase('promises.off')];
  return offered ? [] : [phrase('promises.notHere')];
}

const daySeconds = 86_400;
const minuteSeconds = 60;

function ofKind(standard: ServiceStandard): readonly Phrase[] {
  const terms: Terms = standard;
  switch (standard.kind) {
    case 'within':
      return [spanPhrase(Number(terms['withinSeconds']))];
    case 'done-by':
      return [phrase('figure.by', { at: String(terms['by']) })];
    case 'measure':
      return listOf(terms, 'checks').flatMap(limits);
    case 'available':
      return [
        ...listOf(terms, 'hours').map(({ from, to }) => phrase('figure.hours', { from: String(from), to: String(to) })),
        phrase('figure.ofHours', { share: Number(terms['share']) }),
      ];
  }
}

function spanPhrase(seconds: number): Phrase {
  if (seconds >= daySeconds) return phrase('figure.withinDays', { n: seconds / daySeconds });
  return seconds >= minuteSeconds
    ? phrase('figure.withinMinutes', { n: seconds / minuteSeconds })
    : phrase('figure.withinSeconds', { n: seconds });
}

function limits(check: Terms): readonly Phrase[] {
  const what = subjectOf(check);
  if (what === '' || what === yesOrNo) return [];
  const { min, max } = check;
  if (typeof min === 'number' && typeof max === 'number') return [phrase('figure.between', { min, max })];
  if (typeof min === 'number') return [phrase('figure.atLeast', { min })];
  return typeof max === 'number' ? [phrase('figure.atMost', { max })] : [];
}
