// What a store would give back of the ledger of touchpoints, from the facts that were told.
import type { Fact } from '../../../../gateway/domain/facts.ts';
import type { JourneyMemory } from '../../../../gateway/domain/journey/journey-state.ts';
import { wordsOfEvent } from '../../../../gateway/domain/journey/words.ts';
import type { StayRecord } from '../../../../gateway/domain/stays/stay.ts';
import type { TouchpointEvent } from '../../../../gateway/domain/touchpoint.ts';

/** @param lastAt the last instant at which the hub was surely awake. */
export function rememberJourney(told: readonly Fact[], lastAt: number): JourneyMemory {
  const stays = new Map<string, StayRecord>();
  const events = new Map<string, TouchpointEvent>();
  const cells = new Map<string, TouchpointEvent>();
  const words = new Set<string>();
  const silences = [];
  const standards = [];
  for (const fact of told) {
    if (fact.type === 'stay-changed') stays.set(fact.stay.key, fact.stay);
    if (fact.type === 'stays-erased') for (const key of fact.keys) stays.delete(key);
    if (fact.type === 'touchpoint-recorded') {
      events.set(fact.touchpoint.id, fact.touchpoint);
      for (const word of wordsOfEvent(fact.touchpoint)) words.add(word);
    }
    if (fact.type === 'touchpoint-judged') cells.set(fact.touchpoint.id, fact.touchpoint);
    if (fact.type === 'silence-ended') silences.push(fact.silence);
    if (fact.type === 'service-standard-changed') standards.push(fact.standard);
  }
  return {
    ...(told.length > 0 && { lastAt }),
    stays: [...stays.values()],
    events: [...events.values()],
    cells: [...cells.values()],
    silences,
    words: [...words],
    standards,
  };
}
