// How a verdict came about, as phrases: how long it took, how it was matched, why nobody can tell. Pure.
import type { Touchpoint } from '../../../gateway/api/contract/touchpoint.ts';
import { type Phrase, phrase } from '../i18n/phrase.ts';

export type Proven = Pick<Touchpoint, 'outcome' | 'seconds' | 'value' | 'evidence'>;

/** The sentences that stand behind an outcome, the weightiest first. */
export function proofPhrases({ outcome, seconds, evidence }: Proven): readonly Phrase[] {
  const { why, matchedBy, wrong, right, unknown, cups } = evidence;
  return [
    ...(typeof why === 'string' && outcome !== 'met' ? [whyPhrase(why)] : []),
    ...(typeof wrong === 'string' ? [phrase('proof.wrong', { subject: wrong })] : []),
    ...(seconds === null || outcome === 'no-evidence' ? [] : [durationPhrase(seconds)]),
    ...(typeof right === 'number' ? [phrase('proof.available', { right, unknown: Number(unknown ?? 0) })] : []),
    ...(typeof matchedBy === 'string' ? [matchPhrase(matchedBy)] : []),
    ...(evidence['told'] === 'pms' ? [phrase('proof.toldByPms')] : []),
    ...(typeof cups === 'number' && cups > 1 ? [phrase('proof.cups', { n: cups })] : []),
  ];
}

/** Up to two minutes are said in seconds, longer than an hour in hours. */
const minutesFromS = 120;
const hourS = 3600;

function durationPhrase(seconds: number): Phrase {
  if (seconds < 0) return phrase('proof.before', { ms: -seconds * 1000 });
  if (seconds < minutesFromS) return phrase('proof.afterSeconds', { n: seconds });
  return seconds < hourS
    ? phrase('proof.after', { ms: seconds * 1000 })
    : phrase('proof.afterHours', { hours: seconds / hourS });
}

function matchPhrase(by: string): Phrase {
  switch (by) {
    case 'staff-tap':
      return phrase('proof.matched.tap');
    case 'card':
      return phrase('proof.matched.card');
    default:
      return phrase('proof.matched.window');
  }
}

/** Coded: `nothing-told`, `moment-unknown`, `unknown:temperature`, or the source that was silent. */
export function whyPhrase(why: string): Phrase {
  const [what = '', name = ''] = why.split(/:(.*)/s);
  switch (what) {
    case 'device':
      return phrase('cause.silentDevice', { name });
    case 'feed':
      return phrase('cause.silentFeed', { name: name.toUpperCase() });
    case 'unknown':
      return phrase('cause.unknown', { subject: name });
    case 'wrong':
      return phrase('proof.wrong', { subject: name });
    case 'hub':
      return phrase('cause.hubAway');
    case 'nothing-told':
      return phrase('cause.nothingTold');
    case 'moment-unknown':
      return phrase('cause.momentUnknown');
    case 'too-long-ago':
      return phrase('cause.tooLongAgo');
    case 'late':
      return phrase('cause.late');
    case 'never-hot':
      return phrase('cause.neverHotAtAll');
    default:
      return phrase('cause.other', { why });
  }
}

/** `device:tea-l1` as its parts. */
export function sourceOf(source: string): { readonly kind: string; readonly name: string } {
  const [kind = '', name = ''] = source.split(/:(.*)/s);
  return { kind, name };
}
