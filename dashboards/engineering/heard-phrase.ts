// The age of the last word from a device, in words. Pure.
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** `short`: for a cell, where nothing but the age has room. */
export function heardPhrase(heardAt: number, now: number, length: 'long' | 'short' = 'long'): Phrase {
  const agoMs = Math.max(0, now - heardAt);
  const isShort = length === 'short';
  if (agoMs < minuteMs) return phrase(isShort ? 'ago.seconds' : 'heard.seconds', { n: Math.floor(agoMs / 1000) });
  if (agoMs < hourMs) return phrase(isShort ? 'ago.minutes' : 'heard.minutes', { n: Math.floor(agoMs / minuteMs) });
  return isShort ? phrase('ago.hours', { n: Math.floor(agoMs / hourMs) }) : phrase('heard.at', { at: heardAt });
}
