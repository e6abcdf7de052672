// The work ahead of a promise goes on record when it is given out, so that it is given once: over restarts, and after a person
// called it off.
import type { Fact } from '../facts.ts';
import { type JourneyState, keepEvent } from '../journey/journey-state.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { aheadSecondsOf, foresee, type Promised } from './work-ahead.ts';

export interface GivenWork {
  readonly facts: readonly Fact[];
  readonly lookAgainAt?: number;
}

export function giveWork(state: JourneyState, promised: Omit<Promised, 'wasGiven'>, now: number): GivenWork {
  const { standard, subject } = promised;
  if (aheadSecondsOf(standard) === 0) return { facts: [] };
  const id = `ahead/${standard.id}/${subject.id}`;
  const wasGiven =
    subject.stay === undefined
      ? state.untold.hasId(id)
      : state.stays.get(subject.stay.key)?.told.some((event) => event.id === id) === true;
  const { facts, given, ...next } = foresee(state.house, state.calendar, { ...promised, wasGiven }, now);
  if (given === undefined || wasGiven) return { facts, ...next };
  const event: TouchpointEvent = {
    id,
    at: now,
    type: 'work-given',
    space: given.space,
    source: 'hub',
    evidence: { task: given.id, standard: standard.id },
    ...(subject.stay !== undefined && { stay: subject.stay.key, stayReference: subject.stay.reference }),
  };
  keepEvent(state, event);
  return { facts: [...facts, { type: 'touchpoint-recorded', touchpoint: event }], ...next };
}
