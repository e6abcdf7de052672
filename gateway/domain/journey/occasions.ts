// The cells of occurrences: each request, each review, each guest who left the gym has a promise of its own.

import type { StandardOf } from '../standards/service-standard.ts';
import { presence, roomAt } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import type { JourneyState, TrackedStay } from './journey-state.ts';
import { judgeOccurrence } from './judge-within.ts';
import { type Judgement, notApplicable } from './judgement.ts';
import { fitsAny, fitsPattern, type JudgedHouse, type Surroundings } from './surroundings.ts';
import { nameIn } from './words.ts';

type Within = StandardOf<'within'>;

/** The stay of an event: the one it names, else who was in that room then. */
export function stayOf(state: JourneyState<JudgedHouse>, event: TouchpointEvent): TrackedStay | undefined {
  if (event.stay !== undefined) return state.stays.get(event.stay);
  if (event.space === undefined || state.house.spaces.get(event.space)?.kind !== 'room') return undefined;
  const there = [...state.stays.values()].filter(({ stay }) => {
    const time = presence(stay);
    if (time === undefined || stay.state === 'void' || event.at < time.from) return false;
    return event.at <= (time.to ?? Number.POSITIVE_INFINITY) && roomAt(stay, event.at) === event.space;
  });
  // Two stays in one room at once contradict each other: it is nobody's then.
  return there.length === 1 ? there[0] : undefined;
}

/** @param tracked whose occasion it is: `stayOf` it. */
export function judgeOccasion(
  state: JourneyState<JudgedHouse>,
  around: Surroundings,
  standard: Within,
  occasion: TouchpointEvent,
  tracked: TrackedStay | undefined,
): Judgement {
  const told = tracked?.told ?? [];
  const isSame = (event: TouchpointEvent) => isSameOccasion(around, standard, event, occasion);
  if (besides(state, standard, occasion).some(isSame) || told.some(isSame)) return notApplicable;
  const answersIt = (event: TouchpointEvent) =>
    event !== occasion && isAbout(standard, occasion, event) && fitsAny(around, standard.evidence, event);
  const answers = [...couldAnswer(state, standard, occasion).filter(answersIt), ...told.filter(answersIt)];
  return judgeOccurrence(around, standard, occasion, answers, tracked?.stay);
}

/** Of what names no known stay, all that can be the same occasion. */
function besides(
  { untold }: Pick<JourneyState, 'untold'>,
  { onceInSeconds }: Within,
  { stay, space }: TouchpointEvent,
): readonly TouchpointEvent[] {
  if (onceInSeconds === 0) return [];
  return stay === undefined ? untold.at(space) : untold.ofStay(stay);
}

/** Of what names no known stay, all that `isAbout` can hold for, and some more. */
function couldAnswer(
  { untold }: Pick<JourneyState, 'untold'>,
  { same }: Within,
  occasion: TouchpointEvent,
): readonly TouchpointEvent[] {
  if (same !== undefined) return untold.named(same, nameIn(occasion, same));
  if (occasion.space === undefined) return [...untold];
  return occasion.stay === undefined
    ? untold.at(occasion.space)
    : [...untold.at(occasion.space), ...untold.ofStay(occasion.stay)];
}

/** Whether what happened is still the occasion that an earlier event began. */
function isSameOccasion(
  around: Surroundings,
  { from, onceInSeconds }: Within,
  earlier: TouchpointEvent,
  { id, at, stay, space }: TouchpointEvent,
): boolean {
  const isBefore = earlier.at < at || (earlier.at === at && earlier.id < id);
  if (!isBefore || at - earlier.at > onceInSeconds * 1000 || onceInSeconds === 0 || from.event === undefined)
    return false;
  if (earlier.stay !== stay || (stay === undefined && earlier.space !== space)) return false;
  return fitsPattern(around, from.event, earlier);
}

/** Whether an answer is to this occasion: the same request, the same book, else the same stay, else the same place. */
export function isAbout({ same }: Within, occasion: TouchpointEvent, answer: TouchpointEvent): boolean {
  if (same !== undefined)
    return nameIn(occasion, same) !== undefined && nameIn(occasion, same) === nameIn(answer, same);
  if (occasion.stay !== undefined && answer.stay !== undefined) return occasion.stay === answer.stay;
  return occasion.space === answer.space || occasion.space === undefined;
}
