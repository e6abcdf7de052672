// When this phone last heard the hub, as a page says it that is opened while the hub is away: no word can be fetched then.
import type { Say } from '../i18n/translator.ts';

/** Of the hub and of nobody: it outlives a shift. */
export const storedAs = 'heard-until';

/** @param at by the hub's clock, Unix ms. */
export function rememberHeard(at: number, say: Say): void {
  localStorage.setItem(storedAs, JSON.stringify(saidOf(at, say)));
}

export function saidOf(since: number, say: Say): readonly string[] {
  return [say('opening.noAnswer', { since }), say('opening.keepsTrying')];
}

/** Undefined on a phone that no hub has ever been heard on. */
export function rememberedHeard(): readonly string[] | undefined {
  const stored = localStorage.getItem(storedAs);
  return stored === null ? undefined : JSON.parse(stored);
}
