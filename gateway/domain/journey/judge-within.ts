// "After this, that within a time": tea after arrival, the room key after check-in began, an answer after a request.
import type { StandardOf } from '../standards/service-standard.ts';
import { roomAt, type Stay } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { type Judgement, noEvidence, notApplicable, type Proof, pending, stillToDo } from './judgement.ts';
import { byInstant, type Match, type StayWindow } from './matching.ts';
import { isInSeason, isWished, momentOf, withoutMoment } from './moments.ts';
import { absenceOf, type Surroundings } from './surroundings.ts';

type Within = StandardOf<'within'>;
interface Time {
  readonly from: number;
  readonly to: number;
}

/** When evidence counts for a stay; undefined until the moment is known that it hangs on. */
export function windowOf(standard: Within, stay: Stay): StayWindow | undefined {
  const anchor = stay.state === 'void' ? undefined : momentOf(stay, standard.from.stay ?? []);
  if (anchor === undefined) return undefined;
  return { stay: stay.reference, cups: stay.partySize, ...timeAfter(standard, anchor, stay) };
}

function timeAfter({ withinSeconds, earlySeconds, notAfter }: Within, anchor: number, stay: Stay | undefined): Time {
  const latest = stay === undefined || notAfter === undefined ? undefined : momentOf(stay, notAfter);
  const to = anchor + withinSeconds * 1000;
  return { from: anchor - earlySeconds * 1000, to: latest === undefined ? to : Math.max(anchor, Math.min(to, latest)) };
}

/** @param match what was found for the stay among all stays' windows. */
export function judgeStayWithin(
  around: Surroundings,
  standard: Within,
  stay: Stay,
  match: Match | undefined,
): Judgement {
  const wanted = standard.from.stay ?? [];
  const window = windowOf(standard, stay);
  if (window === undefined) {
    // Whoever tapped for this stay served it, whatever the PMS tells of its moments.
    return match === undefined || stay.state === 'void'
      ? withoutMoment(around, stay, wanted)
      : { outcome: 'met', at: match.event.at, ...placeOf(match.event), proof: proofOf(match) };
  }
  const anchor = momentOf(stay, wanted) ?? window.from;
  if (!isInSeason(around, standard.months, anchor) || !isWished(standard, stay)) return notApplicable;
  const found = match ?? stayEventMatch(standard, stay, window.from);
  if (found !== undefined) return judgeFound(found.event, anchor, window, proofOf(found));
  return withLocation(judgeMissing(around, standard, window), roomAt(stay, anchor));
}

/** One occurrence: a request, a review, a guest who left the gym. `answers` are all events that could be its answer. */
export function judgeOccurrence(
  around: Surroundings,
  standard: Within,
  occurrence: TouchpointEvent,
  answers: readonly TouchpointEvent[],
  stay: Stay | undefined,
): Judgement {
  if (!isInSeason(around, standard.months, occurrence.at) || !isWished(standard, stay)) return notApplicable;
  const time = timeAfter(standard, occurrence.at, stay);
  const since = answers.filter(({ at }) => at >= time.from).sort(byInstant);
  const answer = since.find(({ at }) => at <= time.to) ?? since[0];
  const proof: Proof = { occurrence: occurrence.id };
  if (answer !== undefined) {
    return { ...judgeFound(answer, occurrence.at, time, { ...proof, event: answer.id }), ...placeOf(occurrence) };
  }
  const missing = judgeMissing(around, standard, time);
  const unheard = hasNobodyToldTheEnd(around, standard, stay, time);
  const judgement = unheard?.outcome === 'no-evidence' ? unheard : missing;
  const nextAt = Math.min(missing.nextAt ?? Number.POSITIVE_INFINITY, unheard?.nextAt ?? Number.POSITIVE_INFINITY);
  return {
    ...judgement,
    ...placeOf(occurrence),
    proof: { ...judgement.proof, ...proof },
    ...(nextAt !== Number.POSITIVE_INFINITY && { nextAt }),
  };
}

/** The time ends with a moment of the stay that is overdue, and the system that would tell of it may be silent. */
function hasNobodyToldTheEnd(
  around: Surroundings,
  { notAfter = [] }: Within,
  stay: Stay | undefined,
  { to }: Time,
): Judgement | undefined {
  const isOpen =
    stay !== undefined && notAfter.length > 0 && around.now <= to && momentOf(stay, notAfter) === undefined;
  return isOpen ? withoutMoment(around, stay, notAfter) : undefined;
}

function judgeFound(event: Pick<TouchpointEvent, 'at' | 'space' | 'source'>, anchor: number, time: Time, proof: Proof) {
  return {
    outcome: event.at <= time.to ? ('met' as const) : ('missed' as const),
    at: event.at,
    seconds: (event.at - anchor) / 1000,
    source: event.source,
    ...placeOf(event),
    proof,
  };
}

function judgeMissing(around: Surroundings, standard: Within, time: Time): Judgement {
  if (around.now <= time.to) return stillToDo(time.to, standard, around.now);
  const absence = absenceOf(around, standard.evidence, time);
  switch (absence.kind) {
    case 'proven':
      return { outcome: 'missed', at: time.to, proof: { why: 'nothing-told' } };
    case 'unknown':
      return noEvidence(time.to, absence.source);
    case 'too-early':
      return pending(time.to, absence.until);
  }
}

/** The stay's own events are their own match: nobody else's check-in is meant. */
function stayEventMatch({ evidence }: Within, stay: Stay, from: number): Match | undefined {
  const moments: Readonly<Record<string, number>> = stay.moments;
  const at = evidence
    .flatMap(({ stayEvent }) => (stayEvent === undefined ? [] : (moments[stayEvent] ?? [])))
    .find((instant) => instant >= from);
  if (at === undefined) return undefined;
  return { event: { id: '', at, type: 'stay-event', source: 'pms', evidence: {} }, by: 'card' };
}

function proofOf({ event, by, cup, others }: Match): Proof {
  if (event.type === 'stay-event') return { told: 'pms' };
  return {
    event: event.id,
    matchedBy: by,
    ...(cup !== undefined && { dispense: cup.id }),
    ...(others !== undefined && { cups: 1 + others.length }),
  };
}

function placeOf({ space }: { space?: TouchpointEvent['space'] }) {
  return space === undefined ? {} : { space };
}

function withLocation(judgement: Judgement, space: TouchpointEvent['space']): Judgement {
  return space === undefined ? judgement : { ...judgement, space };
}
